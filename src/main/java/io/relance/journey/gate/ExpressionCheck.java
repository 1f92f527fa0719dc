package io.relance.journey.gate;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Every expression of a diagram, wherever it stands. */
final class ExpressionCheck {

    private static final List<String> ATTRIBUTES = List.of(
            "dueDate",
            "followUpDate",
            "assignee",
            "candidateGroups",
            "candidateUsers",
            "priority",
            "jobPriority",
            "decisionRef",
            "formRef",
            "delegateExpression",
            "resultVariable");
    private static final Set<String> TEXTS =
            Set.of("conditionExpression", "timeDate", "timeDuration", "failedJobRetryTimeCycle");

    private ExpressionCheck() {}

    static void check(Element root, Findings findings) {
        Set<String> results = Xml.all(root)
                .map(element -> Xml.camunda(element, "resultVariable"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Expressions expressions = new Expressions(results);
        Xml.all(root).forEach(element -> check(element, expressions, findings));
    }

    private static void check(Element element, Expressions expressions, Findings findings) {
        if (TEXTS.contains(element.getTagName())) {
            report(element, element.getText().strip(), expressions, findings);
        }
        if (element.getTagName().equals("conditionExpression") && element.attribute("language") != null) {
            findings.add(element, "a condition is an expression such as ${cart.total >= 150}, not a script");
        }
        for (String attribute : ATTRIBUTES) {
            String value = Xml.camunda(element, attribute);
            if (value != null && !attribute.equals("delegateExpression")) {
                report(element, value, expressions, findings);
            }
        }
        if (element.element("extensionElements") != null) {
            Xml.properties(element).values().forEach(value -> report(element, value, expressions, findings));
        }
    }

    private static void report(Element element, String text, Expressions expressions, Findings findings) {
        expressions.problems(text).forEach(problem -> findings.add(element, problem));
    }
}
