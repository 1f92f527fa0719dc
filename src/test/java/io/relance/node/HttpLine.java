package io.relance.node;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection that posts JSON: the little of HTTP/1.1 that costs a driver next to no CPU. */
public final class HttpLine implements Closeable {

    private static final int CONNECT_MILLIS = 5000;
    private static final int READ_MILLIS = 60_000;

    /** An answer: its status and how many seconds it asks to wait, 0 where it does not say. */
    public record Answer(int status, int retryAfter) {}

    private final URI url;
    private final String head;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Connects. */
    public HttpLine(URI url, String writeKey) throws IOException {
        this.url = url;
        head = "POST " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/json\r\nX-Write-Key: " + writeKey + "\r\nContent-Length: ";
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_MILLIS);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Posts a body and waits for the answer. */
    public Answer post(String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] start = (head + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        out.write(all);
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        int retryAfter = 0;
        boolean chunked = false;
        boolean ends = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).trim();
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(value);
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = value.equals("chunked");
            } else if (header.startsWith("retry-after:")) {
                retryAfter = Integer.parseInt(value);
            } else if (header.startsWith("connection:")) {
                ends = value.equals("close");
            }
        }
        skip(length, chunked);
        if (ends) {
            close();
        }
        return new Answer(status, retryAfter);
    }

    private void skip(int length, boolean chunked) throws IOException {
        if (!chunked) {
            in.skipNBytes(length);
            return;
        }
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            in.skipNBytes(size + 2);
        }
        line();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(url + " hung up");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    URI url() {
        return url;
    }

    boolean closed() {
        return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
