/** What to expect of a customer, as mathematics without a database: orders to come, their value, the own rhythm. */
package io.relance.segment.value;
