package io.relance.journey.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;

/**
 * What the engine keeps of the past: only who did what with a task, which Tasklist shows. Runs, outcomes and decisions
 * are kept by us; variables, with what people typed, by nobody.
 */
class WorkHistory implements HistoryLevel {

    private static final Set<HistoryEventType> KEPT = Set.of(HistoryEventTypes.USER_OPERATION_LOG);

    @Override
    public int getId() {
        return 17;
    }

    @Override
    public String getName() {
        return "work";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, Object entity) {
        return KEPT.contains(type);
    }
}
