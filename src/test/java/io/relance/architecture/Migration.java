package io.relance.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One Flyway file: named after its room, and touching nothing outside the room's schema.
 *
 * @param file the name of the file
 * @param text its SQL
 */
record Migration(String file, String text) {

    private static final Pattern NAME = Pattern.compile("V\\d{3}__([a-z]+(?:_[a-z0-9]+)+)\\.sql");

    /** Comments, bodies of functions and literals: nothing in them is created when the file runs. */
    private static final Pattern QUOTED =
            Pattern.compile("--[^\\n]*|/\\*[\\s\\S]*?\\*/|(\\$\\w*\\$)[\\s\\S]*?\\1|'(?:[^']|'')*+'");

    private static final String MAYBE = "(?:if\\s+(?:not\\s+)?exists\\s+)?(?:only\\s+)?";

    private static final Pattern SCHEMA = Pattern.compile("\\b(?:create|alter|drop)\\s+schema\\s+" + MAYBE + "(\\w+)");

    /** What is made, changed, dropped or filled; an index lies in the schema of its table. */
    private static final Pattern TOUCHED = Pattern.compile("\\b(?:(?:create|alter|drop)\\s+(?:or\\s+replace\\s+)?"
            + "(?:unlogged\\s+|materialized\\s+)?(?:table|view|function|procedure|type|domain|sequence)\\s+" + MAYBE
            + "|create\\s+(?:unique\\s+)?index\\b[^;]*?\\bon\\s+" + MAYBE
            + "|create\\s+(?:or\\s+replace\\s+)?trigger\\b[^;]*?\\bon\\s+"
            + "|insert\\s+into\\s+|delete\\s+from\\s+" + MAYBE + "|truncate\\s+(?:table\\s+)?"
            + "|(?<!for\\s)(?<!on\\s)\\bupdate\\s+" + MAYBE + "(?!set\\b)"
            + "|drop\\s+index\\s+" + MAYBE + ")([\\w.\"]+)");

    /** What is wrong with it; empty for a good one. */
    List<String> offences(Set<String> rooms) {
        var name = NAME.matcher(file);
        if (!name.matches()) {
            return List.of(file + ": is not V<3 digits>__<room>_<what>.sql");
        }
        return rooms.stream()
                .map(room -> room.replace('.', '_'))
                .filter(room -> name.group(1).startsWith(room + "_"))
                .findFirst()
                .map(this::strangers)
                .orElse(List.of(file + ": names no room"));
    }

    private List<String> strangers(String schema) {
        var sql = QUOTED.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        var offences = new ArrayList<String>();
        SCHEMA.matcher(sql)
                .results()
                .map(found -> found.group(1))
                .filter(found -> !found.equals(schema))
                .forEach(found -> offences.add(file + ": schema " + found));
        TOUCHED.matcher(sql)
                .results()
                .map(found -> found.group(1))
                .filter(found -> !found.startsWith(schema + "."))
                .forEach(found -> offences.add(file + ": " + found));
        return offences;
    }
}
