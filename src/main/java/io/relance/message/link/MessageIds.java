package io.relance.message.link;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/** Message-IDs (RFC 5322) of our e-mails: always the same for one message, and only we can make them. */
public final class MessageIds {

    private static final int MARK = 10;
    private static final int BASE = 36;

    private final Seal seal;
    private final String domain;

    /** Those of this installation; the domain is what stands after the {@code @}. */
    public MessageIds(String secret, String domain) {
        seal = new Seal(secret, "message id");
        this.domain = domain;
    }

    /** The id in its angle brackets. */
    public String of(long message) {
        return "<" + local(message) + "@" + domain + ">";
    }

    /** The message whose id has this before its {@code @}, in whatever case; empty when it was not made by us. */
    public OptionalLong open(String local) {
        int dot = local.indexOf('.');
        if (dot < 1 || dot > 12) {
            return OptionalLong.empty();
        }
        try {
            long message = Long.parseLong(local.substring(0, dot), BASE);
            return same(local(message), local.toLowerCase(Locale.ROOT))
                    ? OptionalLong.of(message)
                    : OptionalLong.empty();
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private String local(long message) {
        byte[] mark = Arrays.copyOf(seal.of(Long.toString(message).getBytes(StandardCharsets.UTF_8)), MARK);
        return Long.toString(message, BASE) + "." + new BigInteger(1, mark).toString(BASE);
    }

    private static boolean same(String made, String given) {
        return MessageDigest.isEqual(made.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
