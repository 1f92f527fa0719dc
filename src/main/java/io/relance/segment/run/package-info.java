/** Work over everybody: ranks, a new version of a table counted and switched on, everything reckoned anew. */
package io.relance.segment.run;
