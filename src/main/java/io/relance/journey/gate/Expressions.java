package io.relance.journey.gate;

import io.relance.journey.word.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an expression keeps to the vocabulary: known words, their properties and questions, constants, operators. */
class Expressions {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)\\}");
    private static final Pattern STRINGS = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAMES =
            Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*)\\s*(\\()?");
    private static final Pattern FOREIGN = Pattern.compile("[^\\w\\s.,()'\"<>=!&|?:+\\-*/%]");
    private static final Set<String> OPERATORS = Set.of(
            "and", "or", "not", "empty", "true", "false", "null", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod");

    private final Set<String> results;

    /** @param results the names under which this diagram's decisions keep their results */
    Expressions(Set<String> results) {
        this.results = results;
    }

    /** What is wrong with a text that may hold expressions, each a sentence; empty when nothing is. */
    List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Matcher expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            check(expressions.group(1), problems);
        }
        String rest = EXPRESSION.matcher(text).replaceAll("");
        if (rest.contains("${") || rest.contains("#{")) {
            problems.add("'" + text + "' is not a complete expression");
        }
        return problems;
    }

    private void check(String expression, List<String> problems) {
        String code = STRINGS.matcher(expression).replaceAll("''");
        Matcher foreign = FOREIGN.matcher(code);
        if (foreign.find()) {
            problems.add("'" + foreign.group() + "' has no place in an expression: " + expression);
        }
        if (code.matches("(?s).*('|\\))\\s*\\..*")) {
            problems.add("a text or an answer has no properties of its own: " + expression);
        }
        Matcher names = NAMES.matcher(code);
        while (names.find()) {
            String path = names.group(1).replaceAll("\\s", "");
            problems.addAll(names.group(2) == null ? word(path) : question(path));
        }
    }

    private List<String> word(String path) {
        if (OPERATORS.contains(path) || results.contains(path) || Vocabulary.knows(path)) {
            return List.of();
        }
        return List.of("'" + path + "' is not in the vocabulary; accepted: " + Vocabulary.accepted()
                + (results.isEmpty() ? "" : " and the results " + String.join(", ", results)));
    }

    private List<String> question(String path) {
        if (OPERATORS.contains(path)) {
            return List.of();
        }
        int dot = path.indexOf('.');
        boolean known = dot > 0 && Vocabulary.answers(path.substring(0, dot), path.substring(dot + 1));
        return known
                ? List.of()
                : List.of("'" + path + "(…)' is not in the vocabulary; accepted: contact.mayReceive('email'),"
                        + " timing.after(…), timing.before(…), timing.at('10:00'), timing.on(day, '09:00')");
    }
}
