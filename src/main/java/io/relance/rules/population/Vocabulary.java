package io.relance.rules.population;

import io.relance.rules.FactType;
import io.relance.rules.Nearest;
import java.util.Collection;
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

    private String nearest(String path) {
        return Nearest.to(path, names)
                .map(name -> " (the nearest is '" + name + "')")
                .orElse("");
    }
}
