/**
 * The product as a process among others, seen only from outside: a node, its PostgreSQL, an SMTP server that misbehaves
 * on command and a shop that sends events. What the benchmarks and the tests of faults are made of.
 */
package io.relance.node;
