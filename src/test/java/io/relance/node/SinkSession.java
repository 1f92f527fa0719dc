package io.relance.node;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One client's conversation. Answers are flushed when nothing more has been said, so that clients may pipeline. */
final class SinkSession {

    private static final long SLICE = 50;
    private static final String MESSAGE_ID = "message-id:";

    private final SmtpSink sink;
    private final Socket socket;
    private final LineReader in;
    private final OutputStream out;
    private final List<String> recipients = new ArrayList<>();

    SinkSession(SmtpSink sink, Socket socket) throws IOException {
        this.sink = sink;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new LineReader(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 8192);
    }

    void talk() throws IOException {
        if (sink.behaviour().busy) {
            answer("421 4.3.2 too busy");
            out.flush();
            return;
        }
        answer("220 sink ready");
        String line = line();
        while (line != null && understand(line)) {
            line = line();
        }
        out.flush();
    }

    /** Whether the conversation goes on. */
    private boolean understand(String line) throws IOException {
        String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        switch (verb) {
            case "EHLO" ->
                answer("250-sink\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-SMTPUTF8\r\n250 8BITMIME");
            case "MAIL" -> {
                recipients.clear();
                answer(sink.behaviour().busy ? "421 4.3.2 too busy" : "250 2.1.0 ok");
                return !sink.behaviour().busy;
            }
            case "RCPT" -> recipient(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
            case "DATA" -> {
                return data();
            }
            case "RSET", "HELO", "NOOP" -> answer("250 2.0.0 ok");
            case "QUIT" -> {
                answer("221 2.0.0 bye");
                return false;
            }
            default -> answer("502 5.5.1 unknown");
        }
        return true;
    }

    private void recipient(String address) throws IOException {
        String answer = sink.behaviour().recipient(address);
        if (answer.startsWith("250")) {
            recipients.add(address);
        }
        answer(answer);
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            answer("554 5.5.1 no valid recipients");
            return true;
        }
        answer("354 go on");
        out.flush();
        Arrival first = read();
        SinkBehaviour behaviour = sink.behaviour();
        hang(behaviour);
        if (behaviour.cutsUnseenNow()) {
            return false;
        }
        recipients.forEach(to -> sink.took(new Arrival(first.messageId(), to, first.at(), first.body())));
        recipients.clear();
        if (behaviour.cutsNow()) {
            // At once and without what is still to be flushed.
            socket.close();
            return false;
        }
        answer("250 2.0.0 taken");
        return true;
    }

    private void hang(SinkBehaviour behaviour) throws IOException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(behaviour.hangInData);
        while (sink.behaviour() == behaviour && System.nanoTime() < until) {
            sleep(Math.min(SLICE, behaviour.hangInData));
        }
    }

    /** Reads a mail to its dot; lines that begin with a dot have lost one on their way here. */
    private Arrival read() throws IOException {
        String messageId = "";
        boolean header = true;
        StringBuilder body = sink.keepsBodies() ? new StringBuilder() : null;
        for (in.advance(); !in.dot(); in.advance()) {
            header &= !in.blank();
            if (!header && body == null) {
                continue;
            }
            String line = in.text();
            if (header && line.regionMatches(true, 0, MESSAGE_ID, 0, MESSAGE_ID.length())) {
                messageId = line.substring(MESSAGE_ID.length()).trim();
                if (messageId.isEmpty()) {
                    // A long Message-ID is folded onto the next line.
                    in.advance();
                    messageId = in.text().trim();
                }
            }
            if (body != null) {
                body.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
        }
        return new Arrival(messageId, "", System.currentTimeMillis(), body == null ? "" : body.toString());
    }

    private void answer(String text) throws IOException {
        long slow = sink.behaviour().slow;
        sleep(slow);
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (slow > 0) {
            // Each answer by itself: kept back for the next one, they would look like a server that is away.
            out.flush();
        }
    }

    private String line() throws IOException {
        if (in.empty()) {
            out.flush();
        }
        return in.next() ? in.text() : null;
    }

    private static void sleep(long millis) throws IOException {
        if (millis == 0) {
            return;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
