/** Reads files about consents: every line is checked, and whatever is wrong is told before anything is done. */
package io.relance.consent.file;
