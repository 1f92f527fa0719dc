package io.relance.journey.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Which journeys start on which activity, by their latest versions; read anew when something was deployed. */
@Component
public class Starts {

    private static final long FRESH_FOR_NANOS = 5_000_000_000L;

    /** @param byActivity by the activity's name in lower case */
    private record Table(Map<String, List<Diagram>> byActivity, List<Diagram> all, Set<String> off, long readAt) {}

    private final RepositoryService repository;
    private final Diagrams diagrams;
    private final Switches switches;
    private volatile Table table;

    Starts(@Lazy RepositoryService repository, Diagrams diagrams, Switches switches) {
        this.repository = repository;
        this.diagrams = diagrams;
        this.switches = switches;
    }

    /** The journeys that start on an activity, switched off or not. */
    public List<Diagram> on(String activity) {
        return table().byActivity().getOrDefault(activity.toLowerCase(Locale.ROOT), List.of());
    }

    /** The latest version of every journey. */
    public List<Diagram> all() {
        return table().all();
    }

    /** Whether nobody new may enter a journey. */
    public boolean isOff(String journey) {
        return table().off().contains(journey);
    }

    /** Reads anew at the next question; another node's changes are seen after five seconds at the latest. */
    public void forget() {
        table = null;
    }

    private Table table() {
        Table known = table;
        if (known == null || System.nanoTime() - known.readAt() > FRESH_FOR_NANOS) {
            known = read();
            table = known;
        }
        return known;
    }

    private Table read() {
        Map<String, List<Diagram>> byActivity = new HashMap<>();
        List<Diagram> all = new ArrayList<>();
        for (ProcessDefinition definition : latest()) {
            Diagram diagram = diagrams.of(definition.getId());
            all.add(diagram);
            if (diagram.start() != null) {
                byActivity
                        .computeIfAbsent(diagram.start().activity().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(diagram);
            }
        }
        return new Table(byActivity, all, switches.off(), System.nanoTime());
    }

    private List<ProcessDefinition> latest() {
        return repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .active()
                .orderByProcessDefinitionKey()
                .asc()
                .list();
    }
}
