/** What people did, counted as it happens: ever, on which day, when last. */
package io.relance.segment.tally;
