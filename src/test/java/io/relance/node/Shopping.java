package io.relance.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * What a load driver sends: numbered events, many in a request.
 *
 * @param url where to, say {@code http://localhost:8080/v1/batch}; several, separated by a space, are the nodes behind one
 *     address: what one did not take goes to the next
 * @param event one event as JSON, in which {@code {n}} stands for its number, {@code {at}} for the moment it is sent
 * @param from the first number
 * @param to the number after the last
 * @param batch events per request; 0: {@code event} is the whole body of a request, as on {@code /v1/track}
 * @param connections how many connections are used at once
 * @param perSecond events a second over all connections; 0: as fast as they are answered
 * @param retry whether what was not answered with 200 is sent again, after {@code Retry-After} or a moment
 */
public record Shopping(
        @JsonProperty("url") String url,
        @JsonProperty("event") String event,
        @JsonProperty("from") int from,
        @JsonProperty("to") int to,
        @JsonProperty("batch") int batch,
        @JsonProperty("connections") int connections,
        @JsonProperty("perSecond") int perSecond,
        @JsonProperty("retry") boolean retry) {

    /** A hundred events in a request over two connections, as fast as they are taken, until all are. */
    public static Shopping batches(String url, String event, int from, int to) {
        return new Shopping(url, event, from, to, 100, 2, 0, true);
    }

    /** The same at a steady rate. */
    public Shopping atRate(int eventsPerSecond) {
        return new Shopping(url, event, from, to, batch, connections, eventsPerSecond, retry);
    }

    /** The same, and what that node does not take goes to this one, too. */
    public Shopping orTo(Node other) {
        String more = other.address()
                .resolve(URI.create(url.split(" ")[0]).getRawPath())
                .toString();
        return new Shopping(url + " " + more, event, from, to, batch, connections, perSecond, retry);
    }

    /** The same over so many connections. */
    public Shopping over(int howMany) {
        return new Shopping(url, event, from, to, batch, howMany, perSecond, retry);
    }

    /** The same with so many events in a request. */
    public Shopping inBatchesOf(int events) {
        return new Shopping(url, event, from, to, events, connections, perSecond, retry);
    }

    /** The same, and what is refused is not sent again. */
    public Shopping once() {
        return new Shopping(url, event, from, to, batch, connections, perSecond, false);
    }

    List<URI> nodes() {
        return Arrays.stream(url.split(" ")).map(URI::create).toList();
    }

    int requests() {
        int each = Math.max(1, batch);
        return (to - from + each - 1) / each;
    }

    /** The body of a request by its number, counted from 0. */
    String body(int request) {
        String at = java.time.Instant.ofEpochMilli(System.currentTimeMillis()).toString();
        int first = from + request * Math.max(1, batch);
        if (batch == 0) {
            return numbered(first, at);
        }
        StringBuilder body = new StringBuilder("{\"batch\":[");
        for (int n = first; n < Math.min(to, first + batch); n++) {
            body.append(n == first ? "" : ",").append(numbered(n, at));
        }
        return body.append("]}").toString();
    }

    private String numbered(int n, String at) {
        return event.replace("{n}", String.valueOf(n)).replace("{at}", at);
    }
}
