/** The words that conditions, timers, tables and forms read. */
package io.relance.journey.word;
