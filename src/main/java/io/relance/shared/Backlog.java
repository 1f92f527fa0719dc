package io.relance.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What waits in a room, as operators watch it. Read every few seconds at most and beside the work, so it must be a few
 * cheap indexed reads; every node tells the same, since all read one database.
 */
public interface Backlog {

    /**
     * One number.
     *
     * @param name {@code relance.inbox.oldest}
     * @param unit {@code seconds}, {@code events}; part of the name it is exported by
     * @param labels from a set that is known when the node starts
     * @param meaning a sentence for operators
     */
    record Gauge(String name, String unit, Map<String, String> labels, String meaning) {}

    /** The numbers this room tells. */
    List<Gauge> gauges();

    /** What they are at {@code now}; one that cannot be told is left out. */
    Map<Gauge, Double> read(Instant now);
}
