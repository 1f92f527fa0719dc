package io.relance.channel.sms;

import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The SDK's way to the network. Every request leaves once: Twilio has no idempotency key, and both the SDK and the HTTP
 * client it brings send a POST again by themselves after a 5xx.
 */
class OneTryClient extends com.twilio.http.HttpClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(15);

    // The JDK's client sends no POST again once a byte of it has left (jdk.httpclient.enableAllMethodRetry is off).
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final URI baseUrl;
    private final Duration patience;

    /** {@code baseUrl} replaces Twilio's address; null leaves it. */
    OneTryClient(URI baseUrl) {
        this(baseUrl, READ);
    }

    OneTryClient(URI baseUrl, Duration patience) {
        this.baseUrl = baseUrl;
        this.patience = patience;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        try {
            HttpResponse<String> answer = answer(translate(request));
            if (answer.statusCode() == 429) {
                throw new SlowDown(answer.headers().firstValue("Retry-After").orElse(null));
            }
            return new Response(answer.body(), answer.statusCode());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            throw new NotSent(e);
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(e);
        }
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> call =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        underWay.add(call);
        try {
            return call.get();
        } catch (CancellationException e) {
            throw new IOException("broken off, as the node ends", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            underWay.remove(call);
        }
    }

    /** Waits for no answer any longer. */
    void hangUp() {
        underWay.forEach(call -> call.cancel(true));
    }

    private HttpRequest translate(Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(target(request))
                .timeout(patience)
                .header("Authorization", request.getAuthString())
                .header("Accept", "application/json");
        if (request.getMethod() == com.twilio.http.HttpMethod.GET) {
            return http.GET().build();
        }
        return http.header("Content-Type", "application/x-www-form-urlencoded")
                .method(request.getMethod().toString(), HttpRequest.BodyPublishers.ofString(request.encodeFormBody()))
                .build();
    }

    private URI target(Request request) {
        URI twilio = URI.create(request.constructURL().toString());
        if (baseUrl == null) {
            return twilio;
        }
        String query = twilio.getRawQuery() == null ? "" : "?" + twilio.getRawQuery();
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + twilio.getRawPath() + query);
    }

    /** Nothing left: no connection came about. */
    static class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSent(Throwable cause) {
            super(String.valueOf(cause), cause);
        }
    }

    /** The request left, in part at least, and no answer came. */
    static class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAnswer(Throwable cause) {
            super(String.valueOf(cause), cause);
        }
    }

    /** Twilio asks to wait before the next request. */
    static class SlowDown extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Duration pause;

        SlowDown(String retryAfter) {
            super("429, Retry-After " + retryAfter);
            this.pause = retryAfter != null && retryAfter.matches("\\d{1,5}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : null;
        }

        /** How long; null when it does not say. */
        Duration pause() {
            return pause;
        }
    }
}
