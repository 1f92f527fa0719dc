package io.relance.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux knows about processes: CPU seconds and bytes of memory, from {@code /proc}. */
public final class ProcessUse {

    /** Ticks a second in /proc/PID/stat: 100 on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private ProcessUse() {}

    /** CPU seconds of a process so far, its threads included; 0 when it is gone. */
    public static double cpu(long pid) {
        return ticks(pid, 11, 12);
    }

    /** CPU seconds of a process, of its children and of those children that it has buried. */
    public static double cpuOfFamily(long pid) {
        double living = children(pid).stream().mapToDouble(ProcessUse::cpu).sum();
        return ticks(pid, 11, 14) + living;
    }

    /** The most memory a process ever had resident, in bytes. */
    public static long peakMemory(long pid) {
        return status(pid, "VmHWM:");
    }

    /** Memory of a PostgreSQL server and its back-ends, what they share counted once, in bytes. */
    public static long memoryOfFamily(long pid) {
        long own = status(pid, "RssAnon:");
        long shared = shared(pid);
        for (long child : children(pid)) {
            own += status(child, "RssAnon:");
            shared = Math.max(shared, shared(child));
        }
        return own + shared;
    }

    /** What lies in huge pages is not counted as resident. */
    private static long shared(long pid) {
        return status(pid, "RssShmem:") + status(pid, "HugetlbPages:");
    }

    private static List<Long> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The sum of a range of fields of /proc/PID/stat, counted after the name of the command. */
    private static double ticks(long pid, int first, int last) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        double sum = 0;
        for (int i = first; i <= last && i < fields.length; i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum / TICKS;
    }

    private static long status(long pid, String field) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            // A process that ends while its file is read.
            if (ProcessHandle.of(pid).isEmpty()) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
