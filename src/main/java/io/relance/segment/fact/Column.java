package io.relance.segment.fact;

/**
 * What a fact needs of a source.
 *
 * @param name unique within the source
 * @param expression over the source's rows of one contact: {@code max(at)}
 */
record Column(Source source, String name, String expression) {

    /** How it is read once it is joined. */
    String read() {
        return source.column(name);
    }
}
