/**
 * What the product costs: each work is a small class, run by {@link io.relance.bench.Bench} on the packaged jar with a
 * PostgreSQL, an SMTP server and a shop in processes of their own. {@code docs/benchmarks.md} says how to read it.
 */
package io.relance.bench;
