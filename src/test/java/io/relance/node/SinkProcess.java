package io.relance.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@link SmtpSink} in a process of its own, seen from here. */
public final class SinkProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int smtpPort;
    private final int controlPort;

    private SinkProcess(Process process, int smtpPort, int controlPort) {
        this.process = process;
        this.smtpPort = smtpPort;
        this.controlPort = controlPort;
    }

    /** Starts one that writes what arrives into this file; with bodies where they are to be compared. */
    public static SinkProcess start(Path journal, boolean keepsBodies) {
        int smtp = NodeDatabase.freePort();
        int control = NodeDatabase.freePort();
        Process process = JavaProcess.tool(
                SinkMain.class,
                String.valueOf(smtp),
                String.valueOf(control),
                journal.toAbsolutePath().toString(),
                String.valueOf(keepsBodies));
        SinkProcess sink = new SinkProcess(process, smtp, control);
        sink.awaitReady();
        return sink;
    }

    private void awaitReady() {
        for (int i = 0; i < 300; i++) {
            try {
                ask("count", "");
                return;
            } catch (ConnectException notYet) {
                pause();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("the SMTP sink does not start");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its SMTP port. */
    public int port() {
        return smtpPort;
    }

    /** How many mails have arrived. */
    public int count() {
        return Integer.parseInt(tell("count", ""));
    }

    /** All mails that have arrived, in their order. */
    public List<Arrival> arrivals() {
        return arrivals(0);
    }

    /** The mails that have arrived, without the first so many. */
    public List<Arrival> arrivals(int from) {
        List<Arrival> arrivals = new ArrayList<>();
        int before;
        do {
            before = arrivals.size();
            tell("arrivals", String.valueOf(from + before))
                    .lines()
                    .map(SinkJournal::parse)
                    .forEach(arrivals::add);
        } while (arrivals.size() > before);
        return List.copyOf(arrivals);
    }

    /** From now on it behaves like this; {@link SinkBehaviour} lists the words, one {@code name=value} a line. */
    public void behave(String text) {
        tell("behave", text);
    }

    /** It behaves well again. */
    public void behave() {
        behave("");
    }

    /** CPU seconds so far. */
    public double cpu() {
        return ProcessUse.cpu(process.pid());
    }

    private String tell(String what, String body) {
        try {
            return ask(what, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String what, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + controlPort + "/" + what))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
