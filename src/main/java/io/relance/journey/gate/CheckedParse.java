package io.relance.journey.gate;

import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/** The engine's parse of a diagram, after our rules have looked at it; what they find is a parse error. */
class CheckedParse extends BpmnParse {

    private final ReferenceRules references;

    CheckedParse(BpmnParser parser, ReferenceRules references) {
        super(parser);
        this.references = references;
    }

    @Override
    protected void parseRootElement() {
        // A definition that is already deployed is parsed again whenever it is needed: it passed once.
        if (((DeploymentEntity) deployment).isNew()) {
            check();
        }
        if (!hasErrors()) {
            super.parseRootElement();
        }
    }

    private void check() {
        Owners owners = new Owners(rootElement);
        Findings findings = (element, sentence) -> addError(sentence, owners.of(element));
        AllowedElements.check(rootElement, findings);
        ProcessRules.check(rootElement, findings);
        EventRules.check(rootElement, findings);
        PropertyRules.check(rootElement, findings);
        StepRules.check(rootElement, findings);
        ExpressionCheck.check(rootElement, findings);
        LoopRules.check(rootElement, findings);
        references.check(
                rootElement,
                Gate.decisions((DeploymentEntity) deployment),
                Gate.forms((DeploymentEntity) deployment),
                findings);
    }
}
