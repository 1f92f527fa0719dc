package io.relance.message.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source and the {@code ---} block at its head.
 *
 * @param source the whole file
 * @param body what follows the block, on the same lines as in the file
 */
record FrontMatter(String source, Map<String, String> fields, String body) {

    private static final Pattern BLOCK =
            Pattern.compile("\\A\\s*---\\R(.*?)^---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL | Pattern.MULTILINE);

    static FrontMatter of(String source) {
        Matcher block = BLOCK.matcher(source);
        if (!block.find()) {
            return new FrontMatter(source, Map.of(), source);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        block.group(1).lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).strip(),
                    unquoted(line.substring(colon + 1).strip()));
        });
        // Empty lines in its place keep the line numbers of what is said about the body.
        String blank = "\n".repeat((int) block.group().lines().count());
        return new FrontMatter(source, fields, blank + source.substring(block.end()));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The line of the subject or preheader itself; null when it is not there or empty. */
    String field(String name) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
