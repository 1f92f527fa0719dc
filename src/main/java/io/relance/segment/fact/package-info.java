/** The facts that segment tables read: what each is called, and how SQL reads it for one contact or for all. */
package io.relance.segment.fact;
