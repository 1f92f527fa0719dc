package io.relance.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream that gives so many bytes for so long and then breaks, so that nobody can keep us reading. */
class Capped extends FilterInputStream {

    /** More came than is accepted. */
    static class Exceeded extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final long until;
    private long left;

    Capped(InputStream in, long limit, Duration patience) {
        super(in);
        this.left = limit;
        this.until = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new Exceeded();
        }
        if (read > 0 && System.nanoTime() - until > 0) {
            throw new IOException("it came too slowly");
        }
    }
}
