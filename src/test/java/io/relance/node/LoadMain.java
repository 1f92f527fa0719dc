package io.relance.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A load driver in a process of its own: a {@link Shopping} a line in, a {@link Shopped} a line out. */
final class LoadMain {

    private LoadMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Shopped result = new Shopper(json.readValue(line, Shopping.class)).run();
            System.out.println(json.writeValueAsString(result));
        }
    }
}
