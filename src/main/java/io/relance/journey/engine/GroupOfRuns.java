package io.relance.journey.engine;

import io.relance.journey.ahead.Ahead;
import java.util.Collection;
import java.util.Objects;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Makes ready for one command what it must know of a group of runs, the engine's tables and ours. */
final class GroupOfRuns {

    private GroupOfRuns() {}

    /** Reads these process instances; null stands for no run. */
    static void read(Collection<String> instances) {
        RunSession.current()
                .expect(Ahead.current()
                        .read(instances.stream().filter(Objects::nonNull).toList())
                        .stream()
                        .map(ExecutionEntity::getBusinessKey)
                        .filter(Objects::nonNull)
                        .map(Long::valueOf)
                        .toList());
    }
}
