package io.relance.journey.gate;

import io.relance.shared.Channel;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Every template, decision, form, offer and segment a diagram names exists. */
class ReferenceRules {

    /** Consent writes with these itself, and only it knows their word {@code confirmation}. */
    private static final Set<String> CONFIRMATIONS = Set.of("confirm-email", "confirm-sms");

    private final References references;

    ReferenceRules(References references) {
        this.references = references;
    }

    void check(Element root, Set<String> decisions, Set<String> forms, Findings findings) {
        SegmentReads.of(root, (element, segment) -> references
                .problemOfSegment(segment)
                .ifPresent(problem -> findings.add(element, problem)));
        Xml.all(root).forEach(element -> {
            checkTopic(element, findings);
            switch (element.getTagName()) {
                case "serviceTask" -> checkStep(element, findings);
                case "businessRuleTask" -> checkDecision(element, decisions, findings);
                case "userTask" -> checkForm(element, forms, findings);
                default -> {}
            }
        });
    }

    private void checkTopic(Element element, Findings findings) {
        String topic = element.element("extensionElements") == null
                ? ""
                : Xml.properties(element).getOrDefault("topic", "").strip();
        if (!topic.isEmpty() && !references.hasTopic(topic)) {
            findings.add(
                    element, "there is no topic '" + topic + "'; accepted: " + String.join(", ", references.topics()));
        }
    }

    private void checkStep(Element task, Findings findings) {
        Map<String, String> given = Xml.properties(task);
        String step = String.valueOf(Xml.camunda(task, "delegateExpression")).strip();
        String template = given.getOrDefault("template", "").strip();
        if (step.equals("${sendEmail}") || step.equals("${sendSms}")) {
            Channel channel = step.equals("${sendEmail}") ? Channel.EMAIL : Channel.SMS;
            if (CONFIRMATIONS.contains(template)) {
                findings.add(
                        task,
                        "the template '" + template + "' asks to confirm a consent, with a link that no journey has;"
                                + " accepted: any other published " + channel.code() + " template");
            } else if (!template.isEmpty() && !references.hasTemplate(template, channel)) {
                findings.add(task, "there is no " + channel.code() + " template '" + template + "'");
            }
        }
        String offer = given.getOrDefault("offer", "").strip();
        if (step.equals("${issueCoupon}") && !offer.isEmpty() && !references.hasOffer(offer)) {
            findings.add(task, "there is no offer '" + offer + "' in the settings");
        }
    }

    private void checkDecision(Element task, Set<String> decisions, Findings findings) {
        String decision = Xml.camunda(task, "decisionRef");
        if (decision == null || Xml.camunda(task, "resultVariable") == null) {
            findings.add(
                    task, "a business rule task needs a decision (camunda:decisionRef) and camunda:resultVariable");
        } else if (!decisions.contains(decision) && !references.hasDecision(decision)) {
            findings.add(task, "there is no decision '" + decision + "'");
        }
    }

    private void checkForm(Element task, Set<String> forms, Findings findings) {
        if (Xml.camunda(task, "formKey") != null) {
            findings.add(task, "camunda:formKey is refused, embedded: forms above all; use camunda:formRef");
        }
        String form = Xml.camunda(task, "formRef");
        if (form == null) {
            findings.add(task, "a user task needs a form (camunda:formRef)");
        } else if (!forms.contains(form) && !references.hasForm(form)) {
            findings.add(task, "there is no form '" + form + "'");
        }
    }
}
