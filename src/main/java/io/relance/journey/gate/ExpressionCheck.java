package io.relance.journey.gate;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Every expression of a diagram, wherever it stands: the engine evaluates more texts than one would think. */
final class ExpressionCheck {

    private static final String STEP = ":delegateExpression";

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
        if (element.getTagName().equals("conditionExpression") && element.attribute("language") != null) {
            findings.add(element, "a condition is an expression such as ${cart.total >= 150}, not a script");
        }
        report(element, element.getText().strip(), expressions, findings);
        // The names of steps are no words; who may stand there is another rule's business.
        element.attributes().stream()
                .filter(name -> !name.endsWith(STEP))
                .forEach(name -> report(element, element.attribute(name), expressions, findings));
    }

    private static void report(Element element, String text, Expressions expressions, Findings findings) {
        if (text != null) {
            expressions.problems(text).forEach(problem -> findings.add(element, problem));
        }
    }
}
