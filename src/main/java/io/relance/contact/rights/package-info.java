/** The rights of the person: what we hold is given out, erased, or goes by itself after years of silence. */
package io.relance.contact.rights;
