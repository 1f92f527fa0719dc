package io.relance.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A decision table says something that cannot be asked of everybody at once; it was not taken. */
public class TableRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems what is wrong, each with the element it is in; at least one */
    public TableRefused(String decision, List<Problem> problems) {
        super("decision " + decision + " is refused: "
                + problems.stream()
                        .map(problem -> problem.element() + " " + problem.sentence())
                        .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the table's order. */
    public List<Problem> problems() {
        return problems;
    }
}
