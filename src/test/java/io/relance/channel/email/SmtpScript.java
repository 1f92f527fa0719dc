package io.relance.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An SMTP server that answers what a test says: null hangs up. */
final class SmtpScript implements AutoCloseable {

    private final ServerSocket socket;
    private final UnaryOperator<String> answers;
    private final List<String> extensions;
    final AtomicInteger connections = new AtomicInteger();
    final List<String> content = Collections.synchronizedList(new ArrayList<>());

    /** {@code answers} takes MAIL, RCPT &lt;address&gt;, DATA, "." and answers a line, and hears RSET. */
    SmtpScript(UnaryOperator<String> answers, String... extensions) throws IOException {
        this.answers = answers;
        this.extensions = List.of(extensions);
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "smtp script");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                connections.incrementAndGet();
                talk(client);
            } catch (IOException closed) {
                // The next client, or the end.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
        out.print("220 ready\r\n");
        out.flush();
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data && !line.equals(".")) {
                content.add(line);
                continue;
            }
            String answer = answer(line);
            if (answer == null) {
                return;
            }
            data = answer.startsWith("354");
            out.print(answer + "\r\n");
            out.flush();
        }
    }

    private String answer(String line) {
        if (line.startsWith("EHLO") && !extensions.isEmpty()) {
            return "250-hello\r\n250-" + String.join("\r\n250-", extensions) + "\r\n250 HELP";
        }
        if (line.startsWith("EHLO") || line.startsWith("NOOP") || line.startsWith("QUIT")) {
            return "250 ok";
        }
        if (line.startsWith("RSET")) {
            return answers.apply(line) == null ? null : "250 ok";
        }
        return answers.apply(line);
    }

    /** What a friendly server says. */
    static String yes(String line) {
        return line.startsWith("DATA") ? "354 go on" : "250 ok";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
