package io.relance.message.content;

/**
 * What a template asks of a part of a word that another room knows.
 *
 * @param place file and line, for sentences
 * @param word {@code contact.inSegment}
 * @param part {@code vip}
 */
public record Asked(String place, String word, String part) {}
