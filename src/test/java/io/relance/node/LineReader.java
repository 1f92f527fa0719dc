package io.relance.node;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines through a buffer of its own and makes texts only of those that are asked for: a server that takes mails for
 * a benchmark shares its cores with what is measured.
 */
final class LineReader {

    private static final int SIZE = 65_536;

    private final InputStream in;
    private byte[] buffer = new byte[SIZE];
    private int end;
    private int start;
    private int length;
    private int next;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Whether everything that has been read from the other side has been handed out. */
    boolean empty() {
        return next == end;
    }

    /** Goes to the next line; false where the other side has ended. */
    boolean next() throws IOException {
        start = next;
        int at = start;
        while (true) {
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (at < end) {
                next = at + 1;
                length = (at > start && buffer[at - 1] == '\r' ? at - 1 : at) - start;
                return true;
            }
            at -= start;
            if (!fill()) {
                return false;
            }
        }
    }

    /** Reads more behind what is left of the line, which moves to the buffer's beginning. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        next = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** The line without its end. */
    String text() {
        return new String(buffer, start, length, StandardCharsets.UTF_8);
    }

    /** Goes to the next line, which there must be. */
    void advance() throws IOException {
        if (!next()) {
            throw new EOFException("the client went in the middle of a mail");
        }
    }

    /** Whether the line has nothing in it. */
    boolean blank() {
        return length == 0;
    }

    /** Whether the line is the dot that ends a mail. */
    boolean dot() {
        return length == 1 && buffer[start] == '.';
    }
}
