package io.relance.channel.email.returned;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Mails that are refused for what they are or whom they come from: never the reader's fault, and always somebody's task.
 * Each is counted; the log tells each code once a minute.
 */
@Component
public class Blocks implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(Blocks.class);
    private static final String BLOCKED = "relance.email.blocked";
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MOST_CODES = 100;
    private static final int LONGEST = 300;

    private final Map<String, Long> said = new ConcurrentHashMap<>();

    /** When it was refused. */
    public enum Stage {
        HANDOVER("handover"),
        REPORT("report");

        private final String label;

        Stage(String label) {
            this.label = label;
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Stage stage : Stage.values()) {
            Counter.builder(BLOCKED)
                    .description("Mails refused for their content, their sender or its reputation.")
                    .tag("stage", stage.label)
                    .register(registry);
        }
    }

    /** One more; {@code code} may be null. */
    public void refused(Stage stage, String code, String text) {
        Metrics.counter(BLOCKED, "stage", stage.label).increment();
        String known = said.size() < MOST_CODES || said.containsKey(String.valueOf(code)) ? String.valueOf(code) : "";
        long now = System.nanoTime();
        Long before = said.get(known);
        if (before == null || now - before > QUIET.toNanos()) {
            said.put(known, now);
            log.error("our mail is refused, whoever it is for ({}, {}): {}", stage.label, code, withoutPeople(text));
        }
    }

    private static String withoutPeople(String text) {
        String line = String.valueOf(text)
                .replaceAll("[^\\s<>]+@[^\\s<>]+", "…")
                .replaceAll("\\s+", " ")
                .strip();
        return line.substring(0, Math.min(line.length(), LONGEST));
    }
}
