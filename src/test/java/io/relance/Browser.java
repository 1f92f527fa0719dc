package io.relance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A plain HTTP client at the product's port; follows no redirect and keeps no cookie. */
public final class Browser {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public Browser(int port) {
        this.port = port;
    }

    /** A request without a body; headers as name, value, name, value. */
    public HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, "", headers);
    }

    /** A request with a body. */
    public HttpResponse<String> send(String method, String path, String body, String[] headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
