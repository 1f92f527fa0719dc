package io.relance.consent.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values (RFC 4180) as spreadsheets write them: UTF-8 with or without its mark, commas or semicolons,
 * any end of line, fields in double quotes that may hold all of these. Blank lines are passed over.
 */
final class Csv {

    private static final char MARK = '\uFEFF';

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
        String head = text.lines().findFirst().orElse("");
        this.separator = count(head, ';') > count(head, ',') ? ';' : ',';
    }

    /** One line's fields; {@code line} is where it begins. */
    record Row(int line, List<String> fields) {}

    /** The file's rows, or what makes it none. */
    static List<Row> read(byte[] file) throws FileRefused {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileRefused(List.of(new BadLine(1, null, "a text in UTF-8 (in a spreadsheet: CSV UTF-8)")));
        }
        return new Csv(!text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text).rows();
    }

    private List<Row> rows() throws FileRefused {
        List<Row> rows = new ArrayList<>();
        while (at < text.length()) {
            int begins = line;
            List<String> fields = fields(begins);
            if (fields.size() > 1 || !fields.get(0).isBlank()) {
                rows.add(new Row(begins, fields));
            }
        }
        return rows;
    }

    private List<String> fields(int begins) throws FileRefused {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted(begins) : plain());
        } while (take(separator));
        if (take('\r') | take('\n')) {
            line++;
        } else if (at < text.length()) {
            throw new FileRefused(
                    List.of(new BadLine(begins, null, "nothing between a closing quote and the next field")));
        }
        return fields;
    }

    private String plain() {
        int from = at;
        while (at < text.length() && text.charAt(at) != separator && !isEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private String quoted(int begins) throws FileRefused {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != '"') {
                line += next == '\n' ? 1 : 0;
                field.append(next);
            } else if (!take('"')) {
                return field.toString().strip();
            } else {
                field.append('"');
            }
        }
        throw new FileRefused(List.of(new BadLine(begins, null, "a quote at the end of a field that begins with one")));
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private static boolean isEnd(char sign) {
        return sign == '\r' || sign == '\n';
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(sign -> sign == wanted).count();
    }
}
