/** What the gate remembers: the slots it gave, and who is not to be spoken to for now. */
package io.relance.pressure.ledger;
