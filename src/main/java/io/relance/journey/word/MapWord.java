package io.relance.journey.word;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A word that is a map of allow-listed values; numbers may have arrived as text. */
class MapWord implements Word {

    private final String name;
    private final Map<String, Object> values;
    private final Map<String, Object> seen;

    /** @param seen where every value read is noted under its path */
    MapWord(String name, Map<String, Object> values, Map<String, Object> seen) {
        this.name = name;
        this.values = values;
        this.seen = seen;
    }

    @Override
    public Object get(String property) {
        Object value = Numbers.read(told(values.get(property)));
        if (value instanceof Map<?, ?> nested) {
            return new MapWord(name + "." + property, copy(nested), seen);
        }
        seen.put(name + "." + property, value);
        return value;
    }

    /** The same where some properties take more than reading, and only those mentioned are wanted. */
    Map<String, Object> plain(Set<String> mentioned) {
        return plain();
    }

    /** The values with every numeric text a number and every time a zoned one, as decision tables read them. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put(key, plain(told(value))));
        return plain;
    }

    /** A value that takes work to know is given as a supplier. */
    private static Object told(Object value) {
        return value instanceof Supplier<?> late ? late.get() : value;
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> nested) {
            return new MapWord("", copy(nested), new LinkedHashMap<>()).plain();
        }
        if (value instanceof java.time.Instant instant) {
            return instant.atZone(java.time.ZoneOffset.UTC);
        }
        Object read = Numbers.read(value);
        return read instanceof BigDecimal number ? number : value;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
