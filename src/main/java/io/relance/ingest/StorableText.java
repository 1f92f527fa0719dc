package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** JSON allows what PostgreSQL's jsonb cannot hold: the character NUL, half a surrogate pair, numbers without end. */
final class StorableText {

    /** As far as a double reaches. */
    private static final int DIGITS = 308;

    private StorableText() {}

    /** Whether there is nothing to clean in it; almost always so. */
    static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return isClean(node.textValue());
        }
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (!isClean(field.getKey()) || !isClean(field.getValue())) {
                    return false;
                }
            }
            return true;
        }
        for (JsonNode item : node) {
            if (!isClean(item)) {
                return false;
            }
        }
        return !node.isBigDecimal() || !isAbsurd(node.decimalValue());
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }

    /** A copy of an object with its text cleaned, and with absurd numbers as text. */
    static ObjectNode of(ObjectNode object) {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> clean.set(of(field.getKey()), of(field.getValue())));
        return clean;
    }

    private static JsonNode of(JsonNode node) {
        if (node.isTextual()) {
            String clean = of(node.textValue());
            return clean.equals(node.textValue()) ? node : TextNode.valueOf(clean);
        }
        if (node.isBigDecimal()) {
            return isAbsurd(node.decimalValue()) ? TextNode.valueOf(node.asText()) : node;
        }
        if (node.isArray()) {
            ArrayNode clean = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(item -> clean.add(of(item)));
            return clean;
        }
        return node instanceof ObjectNode object ? of(object) : node;
    }

    /** The same text without NUL, and with the replacement character for each half of a pair. */
    static String of(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != 0)
                .map(point -> isHalf(point) ? '\uFFFD' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean isAbsurd(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > DIGITS || Math.abs((long) number.scale()) > 1000;
    }
}
