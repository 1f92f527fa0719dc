package io.relance.node;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A load driver in a process of its own: a {@link Shopping} in, a {@link Shopped} out. */
final class LoadMain {

    private LoadMain() {}

    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Answering.listen(line -> json.writeValueAsString(new Shopper(json.readValue(line, Shopping.class)).run()));
    }
}
