package io.relance.node;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The other end of a {@link Tool}: answers every line of standard input, and ends with it. */
public interface Answering {

    /** What tells an answer from what libraries print. */
    String MARK = "=> ";

    /** What to say to a question. */
    String answer(String question) throws Exception;

    /** Listens, and ends the process when whoever asks is gone. */
    static void listen(Answering tool) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(MARK + tool.answer(line));
        }
        // Whatever threads a tool has, nobody needs it any more.
        System.exit(0);
    }
}
