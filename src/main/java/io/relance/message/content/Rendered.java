package io.relance.message.content;

/** A message filled in; {@code subject} and {@code html} are null for SMS. */
public record Rendered(String subject, String html, String text) {}
