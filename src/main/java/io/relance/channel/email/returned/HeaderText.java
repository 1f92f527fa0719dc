package io.relance.channel.email.returned;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers and fields as text. */
final class HeaderText {

    private HeaderText() {}

    /** Unfolded and decoded, as far as that can be done. */
    static String of(String value) {
        String unfolded = value.replaceAll("\\r?\\n[ \\t]+", " ").strip();
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException | RuntimeException asItIs) {
            return unfolded;
        }
    }

    /** A parameter such as {@code charset}; null where there is none. */
    static String parameter(String value, String name) {
        Matcher found = Pattern.compile(
                        ";\\s*" + name + "\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\";\\s]{1,200}))", Pattern.CASE_INSENSITIVE)
                .matcher(value);
        if (!found.find()) {
            return null;
        }
        return found.group(1) != null ? found.group(1).strip() : found.group(2);
    }
}
