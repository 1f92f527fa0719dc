package io.relance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: a table for people and {@code target/bench/report.json}. */
final class Report {

    private static final Path FILE = Path.of("target/bench/report.json");

    private final Sizes sizes;
    private final List<Run> runs = new ArrayList<>();

    Report(Sizes sizes) {
        this.sizes = sizes;
    }

    void add(Run run) {
        runs.add(run);
    }

    /** All figures of a work in this run, for whoever watches. */
    void print(String work, Run run) {
        run.works().forEach((name, figures) -> {
            if (name.startsWith(work)) {
                figures.forEach((figure, value) -> System.out.printf("  %-14s %-40s %14.3f%n", name, figure, value));
            }
        });
    }

    void write() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("works", median(judged()));
        report.put("date", Instant.ofEpochMilli(System.currentTimeMillis()).toString());
        report.put("mode", sizes.mode());
        report.put("sizes", sizes);
        report.put("machine", Machine.describe());
        report.put("versions", Machine.versions());
        report.put("node_jvm", Rig.JVM);
        report.put("notes", Targets.notes(sizes));
        report.put("judged", spread(judged()));
        report.put("rows", rows());
        try {
            Files.createDirectories(FILE.getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(FILE.toFile(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Targets.print(spread(judged()));
        System.out.println("Written to " + FILE);
    }

    /** Each judged figure with its value in each run. */
    private Map<String, List<Double>> judged() {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        runs.forEach(run -> run.judged().forEach((key, value) -> values.computeIfAbsent(key, any -> new ArrayList<>())
                .add(value)));
        return values;
    }

    /** Each row: its runs, the median and the range of each figure. */
    private Map<String, Object> rows() {
        Map<String, Map<String, List<Double>>> works = new LinkedHashMap<>();
        runs.forEach(run -> run.works()
                .forEach((work, figures) ->
                        figures.forEach((figure, value) -> works.computeIfAbsent(work, any -> new LinkedHashMap<>())
                                .computeIfAbsent(figure, any -> new ArrayList<>())
                                .add(value))));
        Map<String, Object> rows = new LinkedHashMap<>();
        works.forEach((work, figures) -> rows.put(work, spread(figures)));
        return rows;
    }

    private static Map<String, Spread> spread(Map<String, List<Double>> figures) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        figures.forEach((figure, values) -> spreads.put(figure, Spread.of(values)));
        return spreads;
    }

    private static Map<String, Double> median(Map<String, List<Double>> figures) {
        Map<String, Double> medians = new LinkedHashMap<>();
        figures.forEach(
                (figure, values) -> medians.put(figure, Spread.of(values).median()));
        return medians;
    }

    /** The values of a figure in each run, the one in the middle, the least and the most. */
    record Spread(List<Double> runs, double median, double least, double most) {

        static Spread of(List<Double> values) {
            List<Double> ordered = values.stream().sorted().toList();
            return new Spread(values, ordered.get(ordered.size() / 2), ordered.get(0), ordered.get(ordered.size() - 1));
        }
    }
}
