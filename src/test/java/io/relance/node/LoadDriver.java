package io.relance.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** A shop's server in a process of its own; does one thing after the other. */
public final class LoadDriver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader results;

    private LoadDriver(Process process) {
        this.process = process;
        orders = process.outputWriter();
        results = process.inputReader();
    }

    /** Starts one. */
    public static LoadDriver start() {
        return new LoadDriver(JavaProcess.tool(LoadMain.class));
    }

    /** Sends what is asked for and returns when all is answered. */
    public synchronized Shopped run(Shopping work) {
        try {
            orders.write(JSON.writeValueAsString(work));
            orders.newLine();
            orders.flush();
            String line = results.readLine();
            if (line == null) {
                throw new IllegalStateException("the load driver is gone");
            }
            return JSON.readValue(line, Shopped.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to send and returns at once. */
    public CompletableFuture<Shopped> begin(Shopping work) {
        return CompletableFuture.supplyAsync(() -> run(work));
    }

    /** CPU seconds so far. */
    public double cpu() {
        return ProcessUse.cpu(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
