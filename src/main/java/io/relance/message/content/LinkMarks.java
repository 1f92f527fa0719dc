package io.relance.message.content;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links are marked in the template, where we know them to be links, and replaced when the message is filled in: what a
 * customer's data says is never made a link of ours.
 */
final class LinkMarks {

    private static final char START = '\u0001';
    private static final char END = '\u0002';

    /** An anchor's address, in HTML whose Liquid tags are put aside. */
    static final Pattern HREF = Pattern.compile("(<a\\b[^>]*?\\bhref=\")([^\"]*)(\")", Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_TEXT = Pattern.compile("(?:https?://|\uE000(\\d+)\uE001)[^\\s<>\"']*");
    private static final Pattern ADDRESS_WORD = Pattern.compile("links\\.\\w+|.*\\.(?:url|\\w+Url)");

    private LinkMarks() {}

    static String inHtml(String html) {
        Tokens tokens = Tokens.of(html);
        return tokens.restore(HREF.matcher(tokens.text())
                .replaceAll(link -> Matcher.quoteReplacement(link.group(1) + marked(link.group(2)) + link.group(3))));
    }

    static String inText(String text) {
        Tokens tokens = Tokens.of(text);
        return tokens.restore(IN_TEXT.matcher(tokens.text())
                .replaceAll(link -> Matcher.quoteReplacement(
                        link.group(1) == null || isAddress(tokens.tag(link.group(1)))
                                ? withoutEnd(link.group())
                                : link.group())));
    }

    static String marked(String address) {
        return START + address + END;
    }

    /** A full stop or a bracket after an address is not part of it. */
    private static String withoutEnd(String address) {
        int end = address.length();
        while (end > 0 && ").,;:!?]".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return marked(address.substring(0, end)) + address.substring(end);
    }

    /** Whether an output tag stands for an address: {@code links.cart}, {@code line.url}. */
    static boolean isAddress(String tag) {
        return Tokens.isOutput(tag) && ADDRESS_WORD.matcher(Printing.path(tag)).matches();
    }

    /** Replaces every marked address. */
    static String replace(String text, UnaryOperator<String> address) {
        int start = text.indexOf(START);
        if (start < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + 1024);
        int done = 0;
        while (start >= 0) {
            int end = text.indexOf(END, start);
            result.append(text, done, start).append(address.apply(text.substring(start + 1, end)));
            done = end + 1;
            start = text.indexOf(START, done);
        }
        return result.append(text, done, text.length()).toString();
    }
}
