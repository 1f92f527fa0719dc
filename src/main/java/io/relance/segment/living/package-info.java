/** Segments as they live: looked at again when somebody acts or when time alone may change an answer. */
package io.relance.segment.living;
