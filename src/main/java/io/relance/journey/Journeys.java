package io.relance.journey;

import io.relance.contact.Vocabulary;
import io.relance.journey.engine.Commands;
import io.relance.journey.engine.Diagram;
import io.relance.journey.engine.JourneySwitch;
import io.relance.journey.engine.Starts;
import io.relance.journey.run.Enrolments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The journeys as the analyst sees them: what runs, how it ends, and what each lives on. */
@Component
class Journeys {

    /** So many runs are ended in one transaction. */
    private static final int TOGETHER = 100;

    private final Starts starts;
    private final Enrolments enrolments;
    private final Vocabulary vocabulary;
    private final JourneySwitch switches;
    private final RuntimeService runtime;
    private final Commands commands;

    Journeys(
            Starts starts,
            Enrolments enrolments,
            Vocabulary vocabulary,
            JourneySwitch switches,
            RuntimeService runtime,
            Commands commands) {
        this.starts = starts;
        this.enrolments = enrolments;
        this.vocabulary = vocabulary;
        this.switches = switches;
        this.runtime = runtime;
        this.commands = commands;
    }

    /** Every journey with its numbers. */
    List<Map<String, Object>> list() {
        List<Map<String, Object>> counts = enrolments.counts();
        List<Map<String, Object>> journeys = new ArrayList<>();
        starts.all().forEach(diagram -> journeys.add(describe(diagram, counts)));
        return journeys;
    }

    private Map<String, Object> describe(Diagram diagram, List<Map<String, Object>> counts) {
        long active = 0;
        long ended = 0;
        Map<String, Long> outcomes = new TreeMap<>();
        for (Map<String, Object> count : counts) {
            if (!diagram.journey().equals(count.get("journey"))) {
                continue;
            }
            long runs = ((Number) count.get("runs")).longValue();
            if (Boolean.TRUE.equals(count.get("ended"))) {
                ended += runs;
                outcomes.merge(String.valueOf(count.get("outcome")), runs, Long::sum);
            } else {
                active += runs;
            }
        }
        Map<String, Object> journey = new LinkedHashMap<>();
        journey.put("journey", diagram.journey());
        journey.put("name", diagram.name());
        journey.put("version", diagram.version());
        journey.put("on", !starts.isOff(diagram.journey()));
        journey.put("active", active);
        journey.put("entered", active + ended);
        journey.put("ended", ended);
        journey.put("outcomes", outcomes);
        journey.put("needs", needs(diagram));
        return journey;
    }

    /** The activities that start and wake it and the traits it reads, each with when the shop last sent it. */
    private List<Map<String, Object>> needs(Diagram diagram) {
        Set<String> activities = new TreeSet<>();
        if (diagram.start() != null) {
            activities.add(diagram.start().activity());
        }
        diagram.catches().values().forEach(event -> activities.add(event.activity()));
        Set<String> traits = diagram.reads().stream()
                .filter(io.relance.journey.word.Vocabulary::isTrait)
                .map(path -> path.substring("contact.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Map<String, Object>> needs = new ArrayList<>();
        Map<String, Instant> activitiesSeen = vocabulary.lastSeen(Vocabulary.Kind.ACTIVITY, activities);
        activities.forEach(name -> needs.add(need("activity", name, activitiesSeen.get(name))));
        Map<String, Instant> traitsSeen = vocabulary.lastSeen(Vocabulary.Kind.TRAIT, traits);
        traits.forEach(name -> needs.add(need("trait", name, traitsSeen.get(name))));
        return needs;
    }

    private static Map<String, Object> need(String kind, String name, Instant lastSeen) {
        Map<String, Object> need = new LinkedHashMap<>();
        need.put(kind, name);
        need.put("lastSeen", lastSeen);
        return need;
    }

    /** Switches a journey; empty when there is none of that name. Off with {@code end} also ends those inside. */
    Optional<Map<String, Object>> turn(String journey, boolean on, boolean endRunning, String by) {
        boolean known =
                starts.all().stream().anyMatch(diagram -> diagram.journey().equals(journey));
        if (!known) {
            return Optional.empty();
        }
        switches.turn(journey, on, by);
        if (!on && endRunning) {
            List<Long> running = enrolments.running(journey);
            for (int from = 0; from < running.size(); from += TOGETHER) {
                end(running.subList(from, Math.min(from + TOGETHER, running.size())));
            }
        }
        return list().stream()
                .filter(entry -> journey.equals(entry.get("journey")))
                .findFirst();
    }

    private void end(List<Long> runs) {
        commands.run(() -> runs.forEach(enrolment -> runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(enrolment))
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "Journey switched off"))));
    }
}
