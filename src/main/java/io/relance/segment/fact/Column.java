package io.relance.segment.fact;

/**
 * What a fact needs of a source.
 *
 * @param name unique within the source
 * @param expression over the source's rows of one contact: {@code max(at)}
 * @param window how far back it looks; null for as far as there is anything
 */
record Column(Source source, String name, String expression, Window window) {

    Column(Source source, String name, String expression) {
        this(source, name, expression, null);
    }

    /** How it is read once it is joined. */
    String read() {
        return source.column(name);
    }
}
