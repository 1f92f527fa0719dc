package io.relance.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the time of a work goes: threads from /proc, methods from Java Flight Recorder, statements from
 * pg_stat_statements; into {@code target/bench/profile-WORK.txt}. Only with {@code -Dbench.profile}: recording costs.
 */
final class Profile {

    private static final boolean WANTED = Boolean.getBoolean("bench.profile");
    private static final int SHOWN = 40;

    private static final String STATEMENTS =
            """
            select format('%%8s ms %%9s calls %%9s rows  %%s', round(total_exec_time::numeric), calls, rows,
                     left(regexp_replace(query, '\\s+', ' ', 'g'), 300)), (total_exec_time * 1000)::bigint
            from pg_stat_statements where query not like '%%pg_stat%%' order by total_exec_time desc limit %d"""
                    .formatted(SHOWN);

    private final String name;
    private final Rig rig;
    private final Map<String, Double> threads;

    private Profile(String name, Rig rig) {
        this.name = name;
        this.rig = rig;
        threads = Threads.cpu(pid());
    }

    static Profile begin(String name, Rig rig) {
        if (!WANTED) {
            return new Profile(name, rig);
        }
        rig.database.execute("select pg_stat_statements_reset()");
        jcmd(rig.node().process().pid(), "JFR.start", "name=bench", "settings=profile");
        return new Profile(name, rig);
    }

    void end(int units) {
        if (!WANTED) {
            return;
        }
        Path recording = Path.of("target/bench/" + name + ".jfr").toAbsolutePath();
        Map<String, Double> now = Threads.cpu(pid());
        jcmd(pid(), "JFR.stop", "name=bench", "filename=" + recording);
        Path report = Path.of("target/bench/profile-" + name + ".txt");
        try (var out = new PrintStream(Files.newOutputStream(report), false, StandardCharsets.UTF_8)) {
            out.printf("%s: %d units%n%nCPU milliseconds per unit by thread%n", name, units);
            now.entrySet().stream()
                    .map(entry -> Map.entry(
                            entry.getKey(),
                            1000 * (entry.getValue() - threads.getOrDefault(entry.getKey(), 0.0)) / units))
                    .filter(entry -> entry.getValue() > 0.002)
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .forEach(entry -> out.printf("%8.3f  %s%n", entry.getValue(), entry.getKey()));
            Frames.of(recording).print(out, SHOWN);
            out.printf("%nStatements, by their time in all%n");
            rig.database.numbers(STATEMENTS).keySet().forEach(out::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("  profile: " + report);
    }

    private long pid() {
        return rig.node().process().pid();
    }

    private static void jcmd(long pid, String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        command[1] = String.valueOf(pid);
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
