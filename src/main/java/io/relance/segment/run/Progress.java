package io.relance.segment.run;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a run is: in its row, and, where it takes longer than two seconds, as a bar in the log. */
public class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final long QUIET = 2_000_000_000L;
    private static final int BAR = 20;
    /** What a row is told its parts of. */
    private static final int WHOLE = 1_000;

    private static final int PERCENT = 100;

    private final Bar bar;
    private final double from;
    private final double width;
    private long total;

    /** @param run its row; null for one that has none */
    Progress(RunRows rows, Long run, String name) {
        this(new Bar(rows, run, name), 0, 1);
    }

    private Progress(Bar bar, double from, double width) {
        this.bar = bar;
        this.from = from;
        this.width = width;
    }

    /** Of work that has no row: told of in the log alone. */
    public static Progress inLog(String name) {
        return new Progress(null, null, name);
    }

    /** The same bar, of which what follows is the part between these hundredths. */
    Progress part(int begin, int end) {
        return new Progress(bar, from + width * begin / PERCENT, width * (end - begin) / PERCENT);
    }

    /** How much there is to do, in all stages. */
    public void of(long all) {
        total = all;
    }

    /** So much of it is done. */
    public void at(String stage, long done) {
        double part = total == 0 ? 0 : Math.min(1, (double) done / total);
        bar.at(stage, from + width * part);
    }

    /** Says that it is over, where it was long enough to be told of. */
    public void end(String result) {
        bar.end(result);
    }

    /** What all parts of a run are drawn on. */
    private static final class Bar {

        private final RunRows rows;
        private final Long run;
        private final String name;
        private final long began = System.nanoTime();
        private long told = began;
        private String stage;
        private long written = -1;

        Bar(RunRows rows, Long run, String name) {
            this.rows = rows;
            this.run = run;
            this.name = name;
        }

        void at(String now, double part) {
            long done = (long) (part * WHOLE);
            if (run != null && (done != written || !now.equals(stage))) {
                rows.progress(run, now, done, WHOLE);
                stage = now;
                written = done;
            }
            if (System.nanoTime() - told >= QUIET) {
                told = System.nanoTime();
                int full = (int) (part * BAR);
                log.info(
                        "{} [{}{}] {} % {}",
                        name,
                        "#".repeat(full),
                        ".".repeat(BAR - full),
                        String.format(Locale.ROOT, "%3.0f", part * PERCENT),
                        now);
            }
        }

        void end(String result) {
            long seconds = (System.nanoTime() - began) / 1_000_000_000L;
            if (seconds >= 2) {
                log.info("{} [{}] 100 % after {} s: {}", name, "#".repeat(BAR), seconds, result);
            }
        }
    }
}
