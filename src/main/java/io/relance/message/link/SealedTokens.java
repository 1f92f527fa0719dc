package io.relance.message.link;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Tokens for one purpose that carry what they stand for, and that only we can make. */
public final class SealedTokens {

    private static final int SEAL = 16;

    private final Seal seal;

    /** Those of one purpose, with a key of their own. */
    public SealedTokens(String secret, String purpose) {
        seal = new Seal(secret, purpose);
    }

    /** The token that carries these bytes. */
    public String of(byte[] payload) {
        byte[] token = ByteBuffer.allocate(SEAL + payload.length)
                .put(seal.of(payload), 0, SEAL)
                .put(payload)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What the token carries; empty when it was not made by us. */
    public Optional<ByteBuffer> open(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (bytes.length <= SEAL) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(bytes, SEAL, bytes.length);
        byte[] made = Arrays.copyOf(seal.of(payload), SEAL);
        boolean ours = MessageDigest.isEqual(made, Arrays.copyOf(bytes, SEAL));
        return ours ? Optional.of(ByteBuffer.wrap(payload)) : Optional.empty();
    }
}
