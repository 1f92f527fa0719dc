package io.relance.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.trial.TwilioStandIn.Misbehaviour;
import io.relance.trial.TwilioStandIn.Refusal;
import io.relance.trial.TwilioStandIn.SentSms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The stand-in's HTTP side: {@code /2010-04-01/Accounts/{sid}/Messages.json}. */
final class TwilioServer {

    private static final String MESSAGES = "/2010-04-01/Accounts/" + TwilioStandIn.ACCOUNT_SID + "/Messages.json";
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);
    private static final Refusal NOBODY = new Refusal(401, 20003, "Authenticate");
    private static final Refusal NOTHING = new Refusal(404, 20404, "The requested resource was not found");

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final TwilioStandIn twilio;
    private final HttpServer http;

    TwilioServer(TwilioStandIn twilio, int port) {
        this.twilio = twilio;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!expectedLogin().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, NOBODY);
        } else if (!exchange.getRequestURI().getPath().equals(MESSAGES)) {
            refuse(exchange, NOTHING);
        } else if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, form);
        } else if (twilio.answersQuestions()) {
            list(exchange);
        } else {
            exchange.close();
        }
    }

    private static String expectedLogin() {
        String login = TwilioStandIn.ACCOUNT_SID + ":" + TwilioStandIn.AUTH_TOKEN;
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.US_ASCII));
    }

    private void post(HttpExchange exchange, Map<String, String> form) throws IOException {
        Misbehaviour wrong = twilio.nextMisbehaviour();
        Optional<Refusal> refusal = refusal(form);
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
            return;
        }
        SentSms message =
                wrong.accepts() ? twilio.accept(form.get("To"), form.get("Body"), form.get("StatusCallback")) : null;
        pause(wrong);
        if (wrong.callsBackFirst()) {
            twilio.deliverCallbacks();
        }
        if (wrong.status() == null) {
            answer(exchange, 201, message(message));
        } else if (wrong.status() == 0) {
            exchange.close();
        } else {
            misbehave(exchange, wrong);
        }
    }

    private static Optional<Refusal> refusal(Map<String, String> form) {
        String to = form.getOrDefault("To", "");
        if (!to.matches("\\+[1-9]\\d{6,14}")) {
            return Optional.of(new Refusal(400, 21211, "Invalid 'To' Phone Number: " + to));
        }
        if (!TwilioStandIn.MESSAGING_SERVICE_SID.equals(form.get("MessagingServiceSid"))) {
            return Optional.of(new Refusal(400, 21603, "A 'From' or 'MessagingServiceSid' is required"));
        }
        if (form.getOrDefault("Body", "").isEmpty()) {
            return Optional.of(new Refusal(400, 21602, "Message body is required"));
        }
        return TwilioStandIn.refusal(to);
    }

    private static void pause(Misbehaviour wrong) {
        try {
            TimeUnit.MILLISECONDS.sleep(wrong.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void misbehave(HttpExchange exchange, Misbehaviour wrong) throws IOException {
        if (wrong.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(wrong.retryAfter()));
        }
        int code = wrong.status() == 429 ? 20429 : 20500;
        refuse(exchange, new Refusal(wrong.status(), code, "on command"));
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> wanted =
                form(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        List<Map<String, Object>> found = twilio.messages().stream()
                .filter(message -> matches(message, wanted))
                .map(TwilioServer::message)
                .toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("messages", found);
        page.put("page", 0);
        page.put("page_size", 100);
        page.put("next_page_uri", null);
        answer(exchange, 200, page);
    }

    private static boolean matches(SentSms message, Map<String, String> wanted) {
        // All are listed as accepted, so none has a date of sending to be found by.
        return wanted.getOrDefault("To", message.to()).equals(message.to()) && !wanted.containsKey("DateSent>");
    }

    private static Map<String, Object> message(SentSms message) {
        String at = RFC_2822.format(message.at().atOffset(ZoneOffset.UTC));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("account_sid", TwilioStandIn.ACCOUNT_SID);
        fields.put("api_version", "2010-04-01");
        fields.put("body", message.body());
        fields.put("date_created", at);
        fields.put("date_sent", null);
        fields.put("date_updated", at);
        fields.put("direction", "outbound-api");
        fields.put("error_code", null);
        fields.put("error_message", null);
        fields.put("from", null);
        fields.put("messaging_service_sid", TwilioStandIn.MESSAGING_SERVICE_SID);
        fields.put("num_media", "0");
        fields.put("num_segments", "0");
        fields.put("sid", message.sid());
        fields.put("status", "accepted");
        fields.put("to", message.to());
        return fields;
    }

    private void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        String more = "https://www.twilio.com/docs/errors/" + refusal.code();
        answer(
                exchange,
                refusal.status(),
                Map.of(
                        "code", refusal.code(),
                        "message", refusal.message(),
                        "more_info", more,
                        "status", refusal.status()));
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
