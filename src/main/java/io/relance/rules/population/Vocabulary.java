package io.relance.rules.population;

import io.relance.rules.FactType;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * The facts a table may read.
 *
 * @param typeOf the type of a fact by its path; empty for one that does not exist
 * @param names paths to propose where one does not exist
 */
public record Vocabulary(Function<String, Optional<FactType>> typeOf, Collection<String> names) {

    /** @throws Refused when there is no such fact; names the nearest */
    public Operand.Fact fact(String path) {
        return typeOf.apply(path)
                .map(type -> new Operand.Fact(path, type))
                .orElseThrow(
                        () -> new Refused("reads '" + path + "', which is no fact; accepted: the facts that are known"
                                + nearest(path) + ", and texts in quotes, \"" + path + "\""));
    }

    /** Only where it may be what was meant: half of it is the same. */
    private String nearest(String path) {
        return names.stream()
                .filter(name -> distance(path, name) <= Math.max(path.length(), name.length()) / 2)
                .min(Comparator.comparingInt((String name) -> distance(path, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> " (the nearest is '" + name + "')")
                .orElse("");
    }

    /** How many characters have to be added, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
