package io.relance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Huge pages for PostgreSQL's buffers while benchmarks run, where this machine lets us have them: they are set aside at the
 * beginning and given back in the end. Without them each of its processes looks up, and at first faults in, every page of
 * 4 kB by itself, and with a million runs waiting that costs more than the work.
 */
final class HugePages {

    /** Of 2 MB: enough for the 4 GB of the node's PostgreSQL and the 512 MB of those beside it. */
    private static final int WANTED = 2_700;

    private static final int SIZE_KB = 2_048;
    private static final Path RESERVED = Path.of("/proc/sys/vm/nr_hugepages");

    /** To set in the end; null: nothing was changed. */
    private final Integer before;

    private final Thread atExit = new Thread(this::giveBack);

    private HugePages(Integer before) {
        this.before = before;
    }

    /** Sets them aside; nothing where the sizes ask for none, or somebody else has done so. */
    static HugePages reserve(Sizes sizes) {
        if (sizes.postgres().isEmpty() || !possible()) {
            return new HugePages(null);
        }
        HugePages pages = new HugePages(count());
        // Also where somebody ends the benchmarks in the middle.
        Runtime.getRuntime().addShutdownHook(pages.atExit);
        write(WANTED);
        System.out.printf("%d huge pages are set aside for PostgreSQL%n", count());
        return pages;
    }

    /** How many are set aside now. */
    static int count() {
        // Not from the file it is set in, which shows its first byte alone to who reads byte by byte.
        return (int) Machine.kilobytes("HugePages_Total");
    }

    private static boolean possible() {
        return Files.isWritable(RESERVED)
                && count() < WANTED
                && Machine.kilobytes("Hugepagesize") == SIZE_KB
                && Machine.kilobytes("MemAvailable") > 3L * WANTED * SIZE_KB;
    }

    private static void write(int pages) {
        try {
            Files.writeString(RESERVED, String.valueOf(pages));
        } catch (IOException e) {
            System.out.println("  no huge pages: " + e.getMessage());
        }
    }

    private void giveBack() {
        write(before);
    }

    /** Gives them back. */
    void close() {
        if (before != null) {
            Runtime.getRuntime().removeShutdownHook(atExit);
            giveBack();
        }
    }
}
