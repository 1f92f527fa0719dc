package io.relance.channel.email;

import java.nio.charset.StandardCharsets;

/** Text as quoted-printable (RFC 2045, 6.7): ASCII in lines of 76 characters at most, ended by CRLF. */
final class QuotedPrintable {

    private static final int LONGEST = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final Octets out;
    private int column;

    private QuotedPrintable(String text, Octets out) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.out = out;
    }

    /** Writes the text and ends its last line. */
    static void write(String text, Octets out) {
        new QuotedPrintable(text, out).write();
    }

    private void write() {
        int at = 0;
        while (at < text.length) {
            int end = plainUntil(at);
            out.add(text, at, end - at);
            column += end - at;
            at = end < text.length ? special(end) : end;
        }
        end();
    }

    /** Where the characters end that stand for themselves and fit into the line beside the mark of a soft break. */
    private int plainUntil(int from) {
        int most = Math.min(text.length, from + LONGEST - 1 - column);
        int at = from;
        while (at < most && isPlain(at)) {
            at++;
        }
        return at;
    }

    /** A blank at a line's end would be lost on the way. */
    private boolean isPlain(int at) {
        byte b = text[at];
        return b > ' ' && b < 127 && b != '=' || (b == ' ' || b == '\t') && !endsLine(at + 1);
    }

    private boolean endsLine(int at) {
        return at == text.length || text[at] == '\n' || text[at] == '\r';
    }

    /** Writes what does not stand for itself, or breaks the line; answers where to go on. */
    private int special(int at) {
        byte b = text[at];
        if (b == '\n') {
            end();
        } else if (b != '\r' || at + 1 < text.length && text[at + 1] != '\n') {
            if (column + (isPlain(at) ? 1 : 3) > LONGEST - 1) {
                out.add((byte) '=');
                end();
                return at;
            }
            out.add((byte) '=');
            out.add(HEX[(b >> 4) & 15]);
            out.add(HEX[b & 15]);
            column += 3;
        }
        return at + 1;
    }

    private void end() {
        out.add((byte) '\r');
        out.add((byte) '\n');
        column = 0;
    }
}
