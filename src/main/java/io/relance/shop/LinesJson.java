package io.relance.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lines as they stand in the database. */
@Component
class LinesJson {

    private static final TypeReference<List<CartLine>> LINES = new TypeReference<>() {};

    private final ObjectMapper json;

    LinesJson(ObjectMapper json) {
        this.json = json;
    }

    String write(List<CartLine> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lines that cannot be written", e);
        }
    }

    List<CartLine> read(String text) {
        try {
            return json.readValue(text, LINES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lines that cannot be read", e);
        }
    }
}
