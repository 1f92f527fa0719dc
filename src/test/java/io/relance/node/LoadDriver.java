package io.relance.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** A shop's server in a process of its own; does one thing after the other. */
public final class LoadDriver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tool process;

    private LoadDriver(Tool process) {
        this.process = process;
    }

    /** Starts one. */
    public static LoadDriver start() {
        return new LoadDriver(Tool.start(LoadMain.class));
    }

    /** Sends what is asked for and returns when all is answered. */
    public Shopped run(Shopping work) {
        try {
            return JSON.readValue(process.ask(JSON.writeValueAsString(work)), Shopped.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to send and returns at once. */
    public CompletableFuture<Shopped> begin(Shopping work) {
        return CompletableFuture.supplyAsync(() -> run(work));
    }

    /** CPU seconds so far. */
    public double cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }
}
