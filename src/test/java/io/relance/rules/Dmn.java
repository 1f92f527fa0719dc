package io.relance.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** DMN files for tests, as text: each decision requires the one before it. */
class Dmn {

    private final StringBuilder decisions = new StringBuilder();
    private final List<String> ids = new ArrayList<>();
    private int count;

    /** What a column reads, in which type ("" for none). */
    record Input(String expression, String type) {}

    /** What a column answers, in which type ("" for none). */
    record Output(String name, String type) {}

    /** One row. */
    record Rule(List<String> tests, List<String> answers) {
        static Rule of(String test, String answer) {
            return new Rule(List.of(test), List.of(answer));
        }
    }

    /** @param hits {@code UNIQUE}, or with an aggregation {@code COLLECT SUM} */
    Dmn table(String id, String hits, List<Input> inputs, List<Output> outputs, List<Rule> rules) {
        begin(id, "");
        String[] policy = hits.split(" ");
        decisions.append("<decisionTable id='%s-t' hitPolicy='%s'%s>"
                .formatted(
                        id, policy[0].replace('_', ' '), policy.length > 1 ? " aggregation='" + policy[1] + "'" : ""));
        inputs.forEach(
                input -> decisions.append("<input id='%s'><inputExpression id='%s'%s>%s</inputExpression></input>"
                        .formatted(next(), next(), type(input.type()), text(input.expression()))));
        outputs.forEach(output -> decisions.append(
                "<output id='%s' name='%s'%s/>".formatted(next(), output.name(), type(output.type()))));
        rules.forEach(this::rule);
        decisions.append("</decisionTable></decision>");
        return this;
    }

    private void rule(Rule rule) {
        decisions.append("<rule id='%s'>".formatted(next()));
        rule.tests()
                .forEach(test -> decisions.append("<inputEntry id='%s'>%s</inputEntry>".formatted(next(), text(test))));
        rule.answers()
                .forEach(answer ->
                        decisions.append("<outputEntry id='%s'>%s</outputEntry>".formatted(next(), text(answer))));
        decisions.append("</rule>");
    }

    Dmn literal(String id, String name, String type, String expression) {
        begin(id, "<variable id='%s' name='%s'%s/>".formatted(next(), name, type(type)));
        decisions.append(
                "<literalExpression id='%s'>%s</literalExpression></decision>".formatted(next(), text(expression)));
        return this;
    }

    private void begin(String id, String variable) {
        decisions.append("<decision id='%s' name='%s'>%s".formatted(id, id, variable));
        if (!ids.isEmpty()) {
            decisions.append("<informationRequirement id='%s'><requiredDecision href='#%s'/></informationRequirement>"
                    .formatted(next(), ids.get(ids.size() - 1)));
        }
        ids.add(id);
    }

    private String next() {
        return "n" + count++;
    }

    private static String type(String type) {
        return type.isEmpty() ? "" : " typeRef='" + type + "'";
    }

    private static String text(String feel) {
        return "<text>" + feel.replace("&", "&amp;").replace("<", "&lt;") + "</text>";
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' namespace='x'>"
                + decisions + "</definitions>";
    }
}
