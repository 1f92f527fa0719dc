package io.relance.channel.email;

import java.nio.charset.StandardCharsets;

/** Text as quoted-printable (RFC 2045, 6.7): ASCII in lines of 76 characters at most, ended by CRLF. */
final class QuotedPrintable {

    private static final int LONGEST = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final Octets out;
    private int column;

    private QuotedPrintable(Octets out) {
        this.out = out;
    }

    /** Writes the text and ends its last line. */
    static void write(String text, Octets out) {
        QuotedPrintable lines = new QuotedPrintable(out);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                lines.end();
            } else if (b != '\r' || (i + 1 < bytes.length && bytes[i + 1] != '\n')) {
                lines.write(b, i + 1 == bytes.length || bytes[i + 1] == '\n' || bytes[i + 1] == '\r');
            }
        }
        lines.end();
    }

    /** A blank at a line's end would be lost on the way. */
    private void write(byte b, boolean last) {
        boolean plain = b > ' ' && b < 127 && b != '=';
        if (plain || (b == ' ' || b == '\t') && !last) {
            room(1);
            out.add(b);
        } else {
            room(3);
            out.add((byte) '=');
            out.add(HEX[(b >> 4) & 15]);
            out.add(HEX[b & 15]);
        }
    }

    /** Breaks the line softly where the next characters and the mark of a soft break no longer fit. */
    private void room(int characters) {
        if (column + characters > LONGEST - 1) {
            out.add((byte) '=');
            end();
        }
        column += characters;
    }

    private void end() {
        out.add((byte) '\r');
        out.add((byte) '\n');
        column = 0;
    }
}
