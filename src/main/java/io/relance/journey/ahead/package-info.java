/** What a group of runs needs from the engine's tables, read in one query per table. */
package io.relance.journey.ahead;
