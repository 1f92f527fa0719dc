package io.relance.ingest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Whether Shopify sent a body: HMAC-SHA256 over its bytes, in Base64, by the app's secret or the one before it. */
@Component
class ShopifySignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    ShopifySignature(ShopifySettings settings) {
        keys = settings.secrets().stream()
                .map(secret -> new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** {@code signature} may be null. Each key is tried to the end, so that time tells nothing. */
    boolean fits(byte[] body, String signature) {
        byte[] told = (signature == null ? "" : signature.strip()).getBytes(StandardCharsets.US_ASCII);
        boolean fits = false;
        for (SecretKeySpec key : keys) {
            fits |= MessageDigest.isEqual(told, Base64.getEncoder().encode(mac(key, body)));
        }
        return fits;
    }

    private static byte[] mac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }
}
