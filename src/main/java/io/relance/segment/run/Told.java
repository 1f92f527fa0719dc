package io.relance.segment.run;

import java.util.Map;
import java.util.stream.Collectors;

/** What came of a run, as JSON: numbers, texts without quotes, and maps of them. */
final class Told {

    private Told() {}

    static String json(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + json(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @SuppressWarnings("unchecked")
    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return json((Map<String, ?>) map);
        }
        return value instanceof Number ? value.toString() : "\"" + value + "\"";
    }
}
