package io.relance.contact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognises a text without keeping it: HMAC-SHA256 with a key of its own for each purpose, derived from the
 * installation's secret. Whoever has the database but not the secret cannot try texts out.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String MARK = "hmac:";

    private final SecretKeySpec key;

    /** Making one costs more than using it, and none may be shared. */
    private final ThreadLocal<Mac> macs;

    /** One for this purpose. */
    public KeyedHash(String secret, String purpose) {
        var root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        key = new SecretKeySpec(
                mac(root).doFinal(("relance hash " + purpose).getBytes(StandardCharsets.UTF_8)), ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    /** The hash, {@code hmac:} before it: no address and no id looks like that. */
    public String of(String text) {
        return MARK + HexFormat.of().formatHex(macs.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
