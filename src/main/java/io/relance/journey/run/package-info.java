/** One person's way through one journey, and all that is kept of it. */
package io.relance.journey.run;
