package io.relance.message.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals bytes for one purpose, with a key of its own derived from the installation's secret (HMAC-SHA256). */
public final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Making one costs more than using it, and none may be shared. */
    private final ThreadLocal<Mac> macs;

    /** One for this purpose. */
    public Seal(String secret, String purpose) {
        var root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        byte[] own = mac(root).doFinal(("relance " + purpose).getBytes(StandardCharsets.UTF_8));
        key = new SecretKeySpec(own, ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    /** The 32 bytes only the holder of the secret can make for these. */
    public byte[] of(byte[] payload) {
        return macs.get().doFinal(payload);
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
