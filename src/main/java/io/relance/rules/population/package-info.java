/** What a table's cell asks of a fact whose type is known: answered in memory for one, in SQL for everybody. */
package io.relance.rules.population;
