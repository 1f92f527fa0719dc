package io.relance.node;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A main class of the tests in a process of its own that answers a line with a line. */
public final class Tool implements AutoCloseable {

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private Tool(Process process) {
        this.process = process;
        questions = process.outputWriter();
        answers = process.inputReader();
    }

    /** Starts one; {@link Answering} is how its main class listens. */
    public static Tool start(Class<?> main, String... arguments) {
        return new Tool(JavaProcess.tool(main, arguments));
    }

    /** Asks, and waits for the answer. */
    public synchronized String ask(String question) {
        try {
            questions.write(question);
            questions.newLine();
            questions.flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(Answering.MARK)) {
                    return line.substring(Answering.MARK.length());
                }
                System.out.println(line);
            }
            throw new IllegalStateException("a tool of the benchmarks ended without an answer to: " + question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU seconds so far. */
    public double cpu() {
        return ProcessUse.cpu(process.pid());
    }

    public long pid() {
        return process.pid();
    }

    /** The most memory it ever had resident, in bytes. */
    public long peakMemory() {
        return ProcessUse.peakMemory(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
