package io.relance.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** A recording's samples counted three ways: the method at the top, ours nearest to it, ours anywhere below. */
final class Frames {

    private static final String OURS = "io.relance.";

    private final Map<String, Integer> top = new HashMap<>();
    private final Map<String, Integer> nearest = new HashMap<>();
    private final Map<String, Integer> within = new HashMap<>();
    private final Map<String, Integer> libraries = new HashMap<>();
    private int samples;

    static Frames of(Path recording) throws IOException {
        Frames frames = new Frames();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    frames.add(event.getStackTrace().getFrames());
                }
            }
        }
        return frames;
    }

    private void add(List<RecordedFrame> stack) {
        samples++;
        top.merge(name(stack.get(0)), 1, Integer::sum);
        Set<String> seen = new HashSet<>();
        String library = null;
        for (RecordedFrame frame : stack) {
            String name = name(frame);
            if (library == null && !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                library = library(name);
                libraries.merge(library, 1, Integer::sum);
            }
            if (name.startsWith(OURS) && seen.add(name)) {
                within.merge(name, 1, Integer::sum);
                if (seen.size() == 1) {
                    nearest.merge(name, 1, Integer::sum);
                }
            }
        }
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String library(String name) {
        String[] parts = name.split("\\.");
        return parts[0] + "." + parts[1] + (parts.length > 3 ? "." + parts[2] : "");
    }

    void print(PrintStream out, int shown) {
        print(out, "Libraries, by the nearest frame outside the JDK", libraries, shown);
        print(out, "Our methods, by samples anywhere below them", within, shown * 2);
        print(out, "Our methods, by samples in them or in libraries they call", nearest, shown);
        print(out, "Methods at the top of the stack", top, shown);
    }

    private void print(PrintStream out, String title, Map<String, Integer> counts, int shown) {
        out.printf("%n%s, of %d samples%n", title, samples);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(shown)
                .forEach(entry -> out.printf("%6.1f %%  %s%n", 100.0 * entry.getValue() / samples, entry.getKey()));
    }
}
