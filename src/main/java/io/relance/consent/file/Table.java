package io.relance.consent.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A file's lines by the names in its first one: in any order and any case. */
final class Table {

    private static final int MOST = 50_000;

    private Table() {}

    /** One line; a field that is empty is null. */
    record Line(int number, Map<String, String> fields) {

        String get(String column) {
            return fields.get(column);
        }
    }

    /** The lines, once the first has all of {@code needed} and nothing but {@code known}. */
    static List<Line> of(byte[] file, Set<String> needed, Set<String> known) throws FileRefused {
        List<Csv.Row> rows = Csv.read(file);
        if (rows.isEmpty() || rows.size() > MOST + 1) {
            throw new FileRefused(List.of(
                    new BadLine(1, null, "a first line with the names " + known + ", then 1 to " + MOST + " lines")));
        }
        List<String> names = names(rows.get(0), needed, known);
        List<BadLine> bad = new ArrayList<>();
        List<Line> lines = new ArrayList<>(rows.size());
        for (Csv.Row row : rows.subList(1, rows.size())) {
            if (row.fields().size() > names.size()) {
                bad.add(new BadLine(row.line(), null, names.size() + " fields, as the first line names them"));
            }
            lines.add(line(row, names));
        }
        if (!bad.isEmpty()) {
            throw new FileRefused(bad);
        }
        return lines;
    }

    private static List<String> names(Csv.Row first, Set<String> needed, Set<String> known) throws FileRefused {
        List<String> names = first.fields().stream()
                .map(name -> known.stream()
                        .filter(each -> each.equalsIgnoreCase(name.replace("_", "")))
                        .findFirst()
                        .orElse(name.toLowerCase(Locale.ROOT)))
                .toList();
        List<BadLine> bad = new ArrayList<>();
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> bad.add(new BadLine(first.line(), name, "one of the names " + known)));
        needed.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> bad.add(new BadLine(first.line(), name, "this name in the first line")));
        if (Set.copyOf(names).size() < names.size()) {
            bad.add(new BadLine(first.line(), null, "each name once"));
        }
        if (!bad.isEmpty()) {
            throw new FileRefused(bad);
        }
        return names;
    }

    private static Line line(Csv.Row row, List<String> names) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), row.fields().size()); i++) {
            String field = row.fields().get(i);
            fields.put(names.get(i), field.isEmpty() ? null : field);
        }
        return new Line(row.line(), fields);
    }
}
