package io.relance.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An SMTP sink in a process of its own, told what to do over HTTP; ends when its standard input does. */
final class SinkMain {

    /** So many mails, with their bodies, in one answer. */
    private static final int PAGE = 500;

    private SinkMain() {}

    /** Arguments: SMTP port, control port, journal, whether bodies are kept. */
    public static void main(String[] args) throws IOException {
        SmtpSink sink = new SmtpSink(Integer.parseInt(args[0]), Path.of(args[2]), Boolean.parseBoolean(args[3]));
        HttpServer control = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])), 50);
        on(control, "/count", body -> String.valueOf(sink.count()));
        on(control, "/arrivals", body -> sink.arrivals(body.isEmpty() ? 0 : Integer.parseInt(body)).stream()
                .limit(PAGE)
                .map(SinkJournal::line)
                .collect(Collectors.joining("\n")));
        on(control, "/behave", body -> {
            sink.behave(body);
            return "";
        });
        control.start();
        while (System.in.read() >= 0) {
            // Until whoever started us is gone.
        }
        sink.close();
        System.exit(0);
    }

    private static void on(HttpServer control, String path, Function<String, String> answer) {
        control.createContext(path, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            write(exchange, answer.apply(body));
        });
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
