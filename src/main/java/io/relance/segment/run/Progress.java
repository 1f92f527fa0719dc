package io.relance.segment.run;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a run is: in its row, and, where it takes longer than two seconds, as a bar in the log. */
public class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final long QUIET = 2_000_000_000L;
    private static final int BAR = 20;

    private final RunRows rows;
    private final Long run;
    private final String name;
    private final long began = System.nanoTime();
    private long told = began;
    private long total;

    /** @param run its row; null for one that has none */
    Progress(RunRows rows, Long run, String name) {
        this.rows = rows;
        this.run = run;
        this.name = name;
    }

    /** Of work that has no row: told of in the log alone. */
    public static Progress inLog(String name) {
        return new Progress(null, null, name);
    }

    /** How much there is to do, in all stages. */
    public void of(long all) {
        total = all;
    }

    /** So much of it is done. */
    public void at(String stage, long done) {
        if (run != null) {
            rows.progress(run, stage, done, total);
        }
        long now = System.nanoTime();
        if (now - told >= QUIET) {
            told = now;
            double part = total == 0 ? 0 : Math.min(1, (double) done / total);
            int full = (int) (part * BAR);
            log.info(
                    "{} [{}{}] {} % {}",
                    name,
                    "#".repeat(full),
                    ".".repeat(BAR - full),
                    String.format(Locale.ROOT, "%3.0f", part * 100),
                    stage);
        }
    }

    /** Says that it is over, where it was long enough to be told of. */
    public void end(String result) {
        long seconds = (System.nanoTime() - began) / 1_000_000_000L;
        if (seconds >= 2) {
            log.info("{} [{}] 100 % after {} s: {}", name, "#".repeat(BAR), seconds, result);
        }
    }
}
