/** What to propose to whom: the analyst's table of what goes with what, and what is bought by the same people. */
package io.relance.segment.complement;
