package io.relance.bench;

import io.relance.node.HttpLine;
import io.relance.node.NodeSetup;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends an event of its own four times a second and looks how long after the answer it is on the timeline. */
final class LagProbe implements AutoCloseable {

    private static final long EVERY = 250;
    private static final long LOOK = 5;
    private static final String SEEN =
            "select 1 from contact.activity where contact_id = ? and at > now() - interval '1 hour' and name = ?";

    private final Rig rig;
    private final AtomicInteger count = new AtomicInteger();
    private final Thread thread = new Thread(this::probe, "lag probe");
    private final long contact;
    private volatile double longest;
    private volatile boolean ended;
    private volatile String failure;

    LagProbe(Rig rig) {
        this.rig = rig;
        contact = rig.database.number("select id from contact.contact where user_id = 'warm-0'");
    }

    void start() {
        thread.start();
    }

    /** Seconds from answer to timeline, the longest that was seen. */
    double longest() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return longest;
    }

    int count() {
        return count.get();
    }

    private void probe() {
        URI url = URI.create(rig.node().address() + "/v1/track");
        try (Connection connection = rig.database.connect();
                PreparedStatement seen = connection.prepareStatement(SEEN)) {
            while (!ended) {
                // A server ends a kept connection after a hundred requests.
                try (HttpLine line = new HttpLine(url, NodeSetup.WRITE_KEY)) {
                    probe(line, seen, "Probed " + count.incrementAndGet());
                }
                Rig.pause(EVERY);
            }
        } catch (IOException | SQLException e) {
            failure = "the lag could not be seen: " + e;
        }
    }

    private void probe(HttpLine line, PreparedStatement seen, String name) throws IOException, SQLException {
        String event = Events.track("warm", name, " " + System.nanoTime());
        line.post(event.replace("{n}", "0")
                .replace(
                        "{at}",
                        java.time.Instant.ofEpochMilli(System.currentTimeMillis())
                                .toString()));
        long answered = System.nanoTime();
        seen.setLong(1, contact);
        seen.setString(2, name);
        while (!there(seen)) {
            Rig.pause(LOOK);
        }
        longest = Math.max(longest, (System.nanoTime() - answered) / 1e9);
    }

    private static boolean there(PreparedStatement seen) throws SQLException {
        try (var rows = seen.executeQuery()) {
            return rows.next();
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
