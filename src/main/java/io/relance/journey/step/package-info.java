/** The service tasks of the vocabulary. */
package io.relance.journey.step;
