/** Hears who asks: reads what the policies look at, for many at once, and keeps the answers. */
package io.relance.pressure.hearing;
