package io.relance.trial;

import io.relance.trial.TwilioStandIn.SentSms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Twilio's calls to the product, signed over the public address and every field. */
final class TwilioWebhooks {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String authToken;
    private final UnaryOperator<URI> route;

    TwilioWebhooks(String authToken, UnaryOperator<URI> route) {
        this.authToken = authToken;
        this.route = route;
    }

    int status(SentSms message, String status, Integer errorCode) {
        Map<String, String> fields = fields(message.sid());
        fields.put("SmsStatus", status);
        fields.put("MessageStatus", status);
        fields.put("To", message.to());
        fields.put("From", message.from());
        if (errorCode != null) {
            fields.put("ErrorCode", String.valueOf(errorCode));
        }
        return post(message.statusCallback(), fields);
    }

    int inbound(URI product, String sid, String from, String body) {
        Map<String, String> fields = fields(sid);
        fields.put("From", from);
        fields.put("To", TwilioStandIn.FROM);
        fields.put("Body", body);
        fields.put("NumMedia", "0");
        return post(URI.create(product.toString().replaceAll("/+$", "") + "/channel/sms/inbound"), fields);
    }

    private static Map<String, String> fields(String sid) {
        return new TreeMap<>(Map.of(
                "MessageSid",
                sid,
                "SmsSid",
                sid,
                "AccountSid",
                TwilioStandIn.ACCOUNT_SID,
                "MessagingServiceSid",
                TwilioStandIn.MESSAGING_SERVICE_SID,
                "ApiVersion",
                "2010-04-01"));
    }

    private int post(URI address, Map<String, String> fields) {
        HttpRequest request = HttpRequest.newBuilder(route.apply(address))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", sign(address.toString(), fields))
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String sign(String address, Map<String, String> fields) {
        StringBuilder signed = new StringBuilder(address);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
