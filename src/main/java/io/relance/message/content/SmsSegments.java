package io.relance.message.content;

import java.util.stream.IntStream;

/**
 * How many parts a text message takes, as the network charges them. In the alphabet GSM-7 one part holds 160 signs and
 * each of several 153, where the signs of its extension count twice; a single sign outside of it makes the whole text
 * UCS-2, whose parts hold 70 and 67 units of UTF-16. No sign is cut in two (3GPP TS 23.038 and 23.040).
 */
public final class SmsSegments {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private SmsSegments() {}

    /** The parts of a text; none for an empty one. */
    public static int count(String text) {
        return isGsm(text)
                ? parts(text.codePoints().map(sign -> EXTENSION.indexOf(sign) < 0 ? 1 : 2), 160, 153)
                : parts(text.codePoints().map(Character::charCount), 70, 67);
    }

    /** Whether every sign is in the alphabet that lets 160 fit. */
    static boolean isGsm(String text) {
        return text.codePoints().allMatch(sign -> BASIC.indexOf(sign) >= 0 || EXTENSION.indexOf(sign) >= 0);
    }

    private static int parts(IntStream signs, int alone, int each) {
        int[] sizes = signs.toArray();
        int whole = IntStream.of(sizes).sum();
        if (whole <= alone) {
            return whole == 0 ? 0 : 1;
        }
        int parts = 1;
        int filled = 0;
        for (int size : sizes) {
            if (filled + size > each) {
                parts++;
                filled = 0;
            }
            filled += size;
        }
        return parts;
    }
}
