package io.relance.channel.email.returned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fields of a machine-readable part, as mails have headers: names in lower case, folded lines put together. */
final class Fields {

    private static final int MOST_BLOCKS = 200;

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Fields() {}

    /** The blocks of a text, parted by blank lines; a field that {@code begins} one begins another when it comes again. */
    static List<Fields> blocks(String text, String begins) {
        List<Fields> blocks = new ArrayList<>();
        Fields block = new Fields();
        String name = null;
        for (String line : text.split("\\r?\\n", -1)) {
            if (blocks.size() >= MOST_BLOCKS) {
                return blocks;
            }
            int colon = line.indexOf(':');
            if (name != null && (line.startsWith(" ") || line.startsWith("\t")) && !line.isBlank()) {
                block.fields.merge(name, line.strip(), (one, two) -> one + " " + two);
            } else if (colon > 0 && line.substring(0, colon).strip().matches("[\\w-]+")) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (name.equals(begins) && block.fields.containsKey(name)) {
                    block = close(block, blocks);
                }
                block.fields.putIfAbsent(name, line.substring(colon + 1).strip());
            } else {
                block = close(block, blocks);
                name = null;
            }
        }
        close(block, blocks);
        return blocks;
    }

    private static Fields close(Fields block, List<Fields> blocks) {
        if (block.fields.isEmpty()) {
            return block;
        }
        blocks.add(block);
        return new Fields();
    }

    /** The value; null where there is none. */
    String get(String name) {
        return fields.get(name);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }
}
