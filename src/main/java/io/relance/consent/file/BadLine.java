package io.relance.consent.file;

/**
 * What is wrong in a file.
 *
 * @param line as editors count, the first being 1; for JSON the place in the list, the first being 1
 * @param column null when the line as a whole is wrong
 * @param accepts what would be right
 */
public record BadLine(int line, String column, String accepts) {

    /** What a text accepts that has a NUL in it. */
    static final String WITHOUT_NUL = "text without the character NUL";
}
