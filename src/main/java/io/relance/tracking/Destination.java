package io.relance.tracking;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a link leads, as a Location header carries it. */
final class Destination {

    private static final String FORBIDDEN = "\"<>\\^`{|}";

    private Destination() {}

    /** Whether a browser may be sent there: the web only, no script and no file. */
    static boolean isWeb(String url) {
        String start = url.toLowerCase(Locale.ROOT);
        return start.startsWith("https://") || start.startsWith("http://");
    }

    /** The address in ASCII: what a header cannot hold is percent-encoded, what was encoded already stays. */
    static String inAscii(String url) {
        StringBuilder ascii = new StringBuilder(url.length());
        for (byte octet : url.getBytes(StandardCharsets.UTF_8)) {
            boolean allowed = octet > ' ' && octet < 0x7f && FORBIDDEN.indexOf(octet) < 0;
            ascii.append(allowed ? String.valueOf((char) octet) : String.format(Locale.ROOT, "%%%02X", octet));
        }
        return ascii.toString();
    }
}
