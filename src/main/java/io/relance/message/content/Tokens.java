package io.relance.message.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Liquid source whose tags are put aside, so that tools for MJML and HTML cannot misread or move them.
 *
 * @param text the source with a mark in each tag's place
 * @param tags the tags, by the number in their mark
 */
record Tokens(String text, List<String> tags) {

    /** A tag's mark, its number in group 1. Private-use characters stand in no source. */
    static final Pattern MARK = Pattern.compile("\uE000(\\d+)\uE001");

    private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);

    static Tokens of(String source) {
        List<String> tags = new ArrayList<>();
        String text = TAG.matcher(source).replaceAll(found -> {
            tags.add(found.group());
            return "\uE000" + (tags.size() - 1) + "\uE001";
        });
        return new Tokens(text, tags);
    }

    /** Puts the tags back into a text made of this one. */
    String restore(String changed) {
        return MARK.matcher(changed).replaceAll(mark -> Matcher.quoteReplacement(tag(mark.group(1))));
    }

    /** The tag with this number. */
    String tag(String number) {
        return tags.get(Integer.parseInt(number));
    }

    static boolean isOutput(String tag) {
        return tag.startsWith("{{");
    }

    /** Which tags a text made of this one lost. */
    List<String> missingIn(String changed) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            if (!changed.contains("\uE000" + i + "\uE001")) {
                missing.add(tags.get(i));
            }
        }
        return missing;
    }
}
