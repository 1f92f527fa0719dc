package io.relance.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals bytes for one purpose, with a key of its own derived from the installation's secret (HMAC-SHA256). */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Seal(String secret, String purpose) {
        var root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        key = new SecretKeySpec(seal(root, ("relance " + purpose).getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    }

    /** The 32 bytes only the holder of the secret can make for these. */
    byte[] of(byte[] payload) {
        return seal(key, payload);
    }

    private static byte[] seal(SecretKeySpec key, byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
