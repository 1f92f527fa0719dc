package io.relance.message.link;

import io.relance.message.spi.Marks;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What an envelope's sender carries so that a bounce names its message (VERP): the message and a truncated seal in the
 * letters a–z and the digits 2–7, as servers on the way may change the case of an address.
 */
public final class EnvelopeMarks {

    /** How many letters and digits a mark has. */
    static final int LENGTH = Marks.ENVELOPE_LENGTH;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int SEAL = 10;
    private static final int BITS = 5;

    private final Seal seal;

    /** Those of this installation. */
    public EnvelopeMarks(String secret) {
        seal = new Seal(secret, "envelope sender");
    }

    /** The message's mark. */
    public String of(long message) {
        return text(ByteBuffer.allocate(Long.BYTES + SEAL)
                .putLong(message)
                .put(sealed(message))
                .array());
    }

    /** The message with this mark, in whatever case; empty when it was not made by us. */
    public OptionalLong open(String mark) {
        if (mark.length() != LENGTH) {
            return OptionalLong.empty();
        }
        byte[] bytes = new byte[Long.BYTES + SEAL];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char c : mark.toCharArray()) {
            int value = ALPHABET.indexOf(Character.toLowerCase(c));
            if (value < 0) {
                return OptionalLong.empty();
            }
            buffer = (buffer << BITS | value) & 0xfff;
            bits += BITS;
            if (bits >= Byte.SIZE && at < bytes.length) {
                bits -= Byte.SIZE;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        long message = ByteBuffer.wrap(bytes).getLong();
        boolean ours = MessageDigest.isEqual(sealed(message), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
        return ours ? OptionalLong.of(message) : OptionalLong.empty();
    }

    private byte[] sealed(long message) {
        byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(message).array();
        return Arrays.copyOf(seal.of(payload), SEAL);
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(LENGTH);
        int buffer = 0;
        int bits = 0;
        for (byte octet : bytes) {
            buffer = (buffer << Byte.SIZE | octet & 0xff) & 0x1fff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(ALPHABET.charAt(buffer << BITS - bits & 31)).toString();
    }
}
