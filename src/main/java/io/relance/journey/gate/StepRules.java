package io.relance.journey.gate;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Which properties each step of the vocabulary takes, and what they accept. */
final class StepRules {

    private static final Set<String> SEND =
            Set.of("template", "messageClass", "whenHeld", "onFailure", "whenLate", "lateAfter", "topic", "offer");

    private record Rule(Set<String> properties, Set<String> required, String openPrefix) {}

    private static final Map<String, Rule> STEPS = new TreeMap<>(Map.of(
            "${sendEmail}", new Rule(SEND, Set.of("template"), null),
            "${sendSms}", new Rule(SEND, Set.of("template"), null),
            "${recordActivity}", new Rule(Set.of("activity"), Set.of("activity"), "property."),
            "${updateContact}", new Rule(Set.of(), Set.of(), "trait."),
            "${issueCoupon}", new Rule(Set.of("offer"), Set.of("offer"), null),
            "${grantPoints}", new Rule(Set.of("points", "reason"), Set.of("points"), null)));

    private static final Map<String, Set<String>> VALUES = Map.of(
            "messageClass", Set.of("marketing", "transactional"),
            "whenHeld", Set.of("wait", "skip"),
            "onFailure", Set.of("continue", "error"),
            "whenLate", Set.of("send", "drop", "next-window"),
            "match", Set.of("same-key", "any"),
            "keyedBy", Set.of("contact", "cart", "order", "product"),
            "channel", Set.of("phone"),
            "journeyClass", Set.of("key", "standard", "low", "newsletter"),
            "intent", Set.of("high", "medium", "low"));

    private static final Pattern POINTS = Pattern.compile("[1-9]\\d{0,5}");

    private static final Duration LONGEST = Duration.ofDays(366);

    private StepRules() {}

    static void check(Element root, Findings findings) {
        Xml.all(root).forEach(element -> {
            if (element.getTagName().equals("serviceTask")) {
                checkStep(element, findings);
            }
            checkValues(element, findings);
        });
    }

    private static void checkStep(Element task, Findings findings) {
        String step = Xml.camunda(task, "delegateExpression");
        Rule rule = step == null ? null : STEPS.get(step.strip());
        if (rule == null) {
            findings.add(
                    task,
                    (step == null ? "a service task needs camunda:delegateExpression" : "'" + step + "' is not a step")
                            + "; accepted: " + String.join(", ", STEPS.keySet()));
            return;
        }
        Map<String, String> given = Xml.properties(task);
        rule.required().stream()
                .filter(name -> given.getOrDefault(name, "").isBlank())
                .forEach(name -> findings.add(task, step + " needs the property '" + name + "'"));
        String offer = given.getOrDefault("offer", "");
        if (!offer.isEmpty() && offer.isBlank() && !rule.required().contains("offer")) {
            findings.add(task, "the offer '" + offer + "' is blank; accepted: an offer's name, or no property 'offer'");
        }
        given.keySet().stream()
                .filter(name -> !rule.properties().contains(name))
                .filter(name -> rule.openPrefix() == null || !name.startsWith(rule.openPrefix()))
                .forEach(name -> findings.add(
                        task,
                        step + " has no property '" + name + "'; accepted: " + String.join(", ", rule.properties())
                                + (rule.openPrefix() == null ? "" : " " + rule.openPrefix() + "*")));
    }

    private static void checkValues(Element element, Findings findings) {
        if (element.element("extensionElements") == null) {
            return;
        }
        Xml.properties(element).forEach((name, value) -> {
            Set<String> accepted = VALUES.get(name);
            if (accepted != null && !value.isBlank() && !accepted.contains(value.strip())) {
                findings.add(
                        element,
                        "'" + value + "' is not a value of " + name + "; accepted: " + String.join(", ", accepted));
            }
        });
        String points = Xml.properties(element).getOrDefault("points", "").strip();
        if (!points.isEmpty()
                && !points.contains("${")
                && !POINTS.matcher(points).matches()) {
            findings.add(
                    element,
                    "'" + points + "' is not a value of points; accepted: a whole number from 1 to 999999, or an"
                            + " expression such as ${trigger.score}");
        }
        String lateAfter = Xml.properties(element).get("lateAfter");
        if (lateAfter != null && !lateAfter.isBlank() && !isDuration(lateAfter.strip())) {
            findings.add(
                    element,
                    "lateAfter '" + lateAfter + "' is not accepted; accepted: up to a year, such as PT4H or P2D");
        }
    }

    private static boolean isDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
