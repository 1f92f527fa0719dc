package io.relance.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the product, and what a machine can do to it. */
public final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final int port;
    private final Path log;

    Node(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** A node that runs {@code target/relance.jar}, to be set up and started. */
    public static NodeSetup packaged(String name) {
        return new NodeSetup(name, List.of("-jar", "target/relance.jar"));
    }

    /** The same with a folder of classes beside the jar, which stays as it is. */
    public static NodeSetup packagedWith(String name, Path folder) {
        return new NodeSetup(
                name,
                List.of(
                        "-Dloader.path=" + folder,
                        "-cp",
                        "target/relance.jar",
                        "org.springframework.boot.loader.launch.PropertiesLauncher"));
    }

    /** A node that runs the classes as they were compiled, to be set up and started. */
    public static NodeSetup classes(String name) {
        return new NodeSetup(name, List.of("-cp", JavaProcess.productClassPath(), "io.relance.Relance"));
    }

    /** The same with another main class, one of the tests' that needs no other class of theirs. */
    public static NodeSetup classes(String name, Class<?> main) {
        return new NodeSetup(name, List.of("-cp", JavaProcess.productClassPath(main), main.getName()));
    }

    /** Waits until its health is good: diagrams, forms and messages are deployed. */
    public Node awaitReady() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!healthy()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the node ended with " + process.exitValue() + ":\n" + tail());
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the node is not ready:\n" + tail());
            }
            pause();
        }
        return this;
    }

    /** Whether it says that all is well. */
    public boolean healthy() {
        try {
            var request = (HttpURLConnection)
                    address().resolve("/actuator/health").toURL().openConnection();
            request.setConnectTimeout(2000);
            request.setReadTimeout(10000);
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Its HTTP port. */
    public int port() {
        return port;
    }

    /** The process, for whatever is not here. */
    public Process process() {
        return process;
    }

    /** What it wrote, standard and error output together. */
    public Path log() {
        return log;
    }

    /** The power fails: {@code kill -9}. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it to end (SIGTERM) and answers how long that took. */
    public Duration terminate() {
        long asked = System.nanoTime();
        process.destroy();
        await();
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** It stands still as a machine does that is out of breath: SIGSTOP. */
    public void freeze() {
        signal("STOP");
    }

    /** It goes on as if nothing had been: SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the node does not end:\n" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** CPU seconds so far. */
    public double cpu() {
        return ProcessUse.cpu(process.pid());
    }

    /** The most memory it ever had resident, in bytes. */
    public long peakMemory() {
        return ProcessUse.peakMemory(process.pid());
    }

    /** Bytes of its heap that are in use by what is still needed: it collects its garbage first. */
    public long liveHeap() {
        String total = jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    private String jcmd(String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asking = new ProcessBuilder(tool, String.valueOf(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
