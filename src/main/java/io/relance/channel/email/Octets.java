package io.relance.channel.email;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; the standard library's own take a lock for every one of them. */
final class Octets {

    private byte[] bytes;
    private int size;

    Octets(int expected) {
        bytes = new byte[expected];
    }

    void add(byte octet) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = octet;
    }

    /** Adds a text; what is not ASCII as UTF-8 (RFC 6532). */
    Octets add(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        add(more, 0, more.length);
        return this;
    }

    void add(byte[] more, int from, int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size * 2, size + count));
        }
        System.arraycopy(more, from, bytes, size, count);
        size += count;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
