package io.relance.channel.email.returned;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a multipart body at its boundary, into so many parts at most: Jakarta Mail's own parser makes all of them, which
 * for a mail of ten thousand takes it seconds.
 */
final class Multipart {

    private static final Pattern FIRST_LINE = Pattern.compile("(?m)^--(\\S[^\\r\\n]{0,69}?)[ \\t]*\\r?$");

    private Multipart() {}

    /** The parts, each with its headers; {@code boundary} is null where the mail names none. */
    static List<byte[]> parts(byte[] body, String boundary, int most) {
        String text = "\n" + new String(body, StandardCharsets.ISO_8859_1);
        String line = boundary == null ? guessed(text) : boundary;
        List<byte[]> parts = new ArrayList<>();
        if (line == null) {
            return parts;
        }
        String mark = "\n--" + line;
        int at = text.indexOf(mark);
        while (at >= 0 && parts.size() < most && !text.startsWith("--", at + mark.length())) {
            int begin = text.indexOf('\n', at + mark.length()) + 1;
            int end = begin == 0 ? -1 : text.indexOf(mark, begin - 1);
            if (begin > 0) {
                String part = text.substring(begin, end < begin ? end < 0 ? text.length() : begin : end);
                parts.add(part.getBytes(StandardCharsets.ISO_8859_1));
            }
            at = end;
        }
        return parts;
    }

    private static String guessed(String text) {
        Matcher first = FIRST_LINE.matcher(text);
        return first.find() ? first.group(1) : null;
    }
}
