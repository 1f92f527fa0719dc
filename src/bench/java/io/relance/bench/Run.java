package io.relance.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of one run: every figure of every work, and of these the ones that are judged. */
final class Run {

    private final Map<String, Map<String, Double>> works = new LinkedHashMap<>();
    private final Map<String, Double> judged = new LinkedHashMap<>();

    /** All figures of a work, to be added to. */
    Map<String, Double> of(String work) {
        return works.computeIfAbsent(work, any -> new LinkedHashMap<>());
    }

    /** A figure that is judged, such as {@code w1.per_s}. */
    void judge(String key, double value) {
        judged.put(key, value);
    }

    Map<String, Map<String, Double>> works() {
        return works;
    }

    Map<String, Double> judged() {
        return judged;
    }
}
