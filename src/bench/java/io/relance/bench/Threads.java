package io.relance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** CPU seconds of a process by what its threads are for: their names without numbers. */
final class Threads {

    private Threads() {}

    static Map<String, Double> cpu(long pid) {
        Map<String, Double> seconds = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            tasks.forEach(task -> add(task, seconds));
        } catch (IOException gone) {
            return Map.of();
        }
        return seconds;
    }

    /** CPU seconds of the JVM's compiler. */
    static double compiler(long pid) {
        return cpu(pid).entrySet().stream()
                .filter(thread -> thread.getKey().contains("CompilerThre"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static void add(Path task, Map<String, Double> seconds) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end).replaceAll("\\d+", "*");
            String[] fields = stat.substring(end + 2).split(" ");
            seconds.merge(name, (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0, Double::sum);
        } catch (IOException ended) {
            // Between the list and the look.
        }
    }
}
