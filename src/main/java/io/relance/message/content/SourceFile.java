package io.relance.message.content;

import java.util.Optional;
import java.util.regex.Pattern;

/** One file of a template: {@code fr.mjml}. */
record SourceFile(String name, String language, Kind kind, FrontMatter text) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    /** Reads a file; empty when its name says neither language nor kind. */
    static Optional<SourceFile> read(String name, String source) {
        return Kind.ofFile(name).flatMap(kind -> {
            String language = name.substring(0, name.length() - kind.suffix().length());
            return LANGUAGE.matcher(language).matches()
                    ? Optional.of(new SourceFile(name, language, kind, FrontMatter.of(source)))
                    : Optional.empty();
        });
    }
}
