package io.relance.journey.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Ties a diagram's elements to what the product does there; the diagram itself stays free of code. */
class JourneyParseListener extends AbstractBpmnParseListener {

    private final ClosedExpressions expressions;
    private final RunListeners listeners;
    private final TaskListener taskOpens;
    private final TaskListener taskEnds;
    private final TaskListener taskGoes;
    private final DecideBehaviours decisions;

    JourneyParseListener(
            ClosedExpressions expressions,
            RunListeners listeners,
            TaskListener taskOpens,
            TaskListener taskEnds,
            TaskListener taskGoes,
            DecideBehaviours decisions) {
        this.expressions = expressions;
        this.listeners = listeners;
        this.taskOpens = taskOpens;
        this.taskEnds = taskEnds;
        this.taskGoes = taskGoes;
        this.decisions = decisions;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity definition) {
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, listeners.runEnds());
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.endReached());
    }

    @Override
    public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
        Element start = element.element("startEvent");
        boolean interrupts = start != null && !"false".equals(start.attribute("isInterrupting"));
        if ("true".equals(element.attribute("triggeredByEvent")) && interrupts) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.turnsAway());
        }
    }

    @Override
    public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        // Only leaving a whole part of the journey silences it; a task that is cut short says nothing of the rest.
        ActivityImpl attached = scope.getProcessDefinition().findActivity(element.attribute("attachedToRef"));
        boolean leavesPart = attached != null && attached.isSubProcessScope();
        if (leavesPart && !"false".equals(element.attribute("cancelActivity"))) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.turnsAway());
        }
    }

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        Element condition = element.element("conditionExpression");
        if (condition != null) {
            flow.setProperty(
                    BpmnParse.PROPERTYNAME_CONDITION,
                    new SafeCondition(
                            expressions,
                            expressions.createValueExpression(
                                    condition.getText().strip())));
        }
    }

    @Override
    public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        activity.setActivityBehavior(decisions.of(element));
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, taskOpens);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, taskEnds);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, taskGoes);
    }
}
