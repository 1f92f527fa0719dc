package io.relance.journey.engine;

import io.relance.journey.engine.Diagram.Standing;
import io.relance.pressure.JourneySayings;
import io.relance.pressure.Saying;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What the latest version of a journey would say, so that the gate can be tried out for it. */
@Component
class TriedJourneys implements JourneySayings {

    private final RepositoryService repository;
    private final Diagrams diagrams;

    TriedJourneys(@Lazy RepositoryService repository, @Lazy Diagrams diagrams) {
        this.repository = repository;
        this.diagrams = diagrams;
    }

    @Override
    public Optional<Saying> of(String journey) {
        ProcessDefinition latest = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(journey)
                .latestVersion()
                .singleResult();
        return Optional.ofNullable(latest)
                .map(definition -> diagrams.of(definition.getId()).start())
                .map(start -> saying(start.standing()));
    }

    private static Saying saying(Standing standing) {
        return new Saying(
                null, null, null, standing.topic(), standing.journeyClass(), Priorities.usual(standing), true, null);
    }
}
