package io.relance.journey.engine;

import io.relance.journey.ahead.Ahead;
import java.util.Collection;
import java.util.Objects;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Makes ready, within one engine command, what it must know of a group of runs: the engine's tables and ours. */
public final class GroupOfRuns {

    private GroupOfRuns() {}

    /** Reads these process instances; null stands for no run, and one with a foreign business key is none of ours. */
    public static void read(Collection<String> instances) {
        RunSession.current()
                .expect(Ahead.current()
                        .read(instances.stream().filter(Objects::nonNull).toList())
                        .stream()
                        .map(ExecutionEntity::getBusinessKey)
                        .filter(key -> key != null && key.matches("[0-9]{1,18}"))
                        .map(Long::valueOf)
                        .toList());
    }
}
