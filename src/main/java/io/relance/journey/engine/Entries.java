package io.relance.journey.engine;

import io.relance.contact.Activity;
import io.relance.contact.Contacts;
import io.relance.contact.Decision;
import io.relance.journey.run.Enrolments;
import io.relance.journey.run.Enrolments.NewRun;
import io.relance.journey.run.Enrolments.Opened;
import io.relance.journey.run.Enrolments.Past;
import io.relance.journey.run.Keys;
import io.relance.journey.word.Words;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.springframework.stereotype.Component;

/** Lets contacts enter the journeys that start on an activity, or notes why they may not. */
@Component
public class Entries {

    /** An activity and a journey that starts on it. */
    public record Entry(Activity activity, Diagram diagram) {}

    private final Starts starts;
    private final Enrolments enrolments;
    private final Contacts contacts;
    private final ClosedExpressions expressions;
    private final Clock clock;

    Entries(Starts starts, Enrolments enrolments, Contacts contacts, ClosedExpressions expressions, Clock clock) {
        this.starts = starts;
        this.enrolments = enrolments;
        this.contacts = contacts;
        this.expressions = expressions;
        this.clock = clock;
    }

    /** The journeys these activities start. */
    public List<Entry> candidates(List<Activity> activities) {
        List<Entry> entries = new ArrayList<>();
        for (Activity activity : activities) {
            starts.on(activity.name()).forEach(diagram -> entries.add(new Entry(activity, diagram)));
        }
        return entries;
    }

    /** Enters, inside an engine command: the pasts are read once for each journey, the runs opened together. */
    public void enter(List<Entry> entries, Keys.Batch keys) {
        RunSession.current()
                .group()
                .know(contacts.lock(entries.stream()
                        .map(entry -> entry.activity().contact())
                        .collect(Collectors.toSet())));
        Map<String, List<Entry>> byDefinition = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.diagram().definition(), LinkedHashMap::new, Collectors.toList()));
        byDefinition.values().forEach(wanted -> enter(wanted.get(0).diagram(), wanted, keys));
    }

    private void enter(Diagram diagram, List<Entry> wanted, Keys.Batch keys) {
        Set<ContactId> people =
                wanted.stream().map(entry -> entry.activity().contact()).collect(Collectors.toSet());
        Map<List<Object>, Past> past = enrolments.past(diagram.journey(), people);
        List<NewRun> runs = new ArrayList<>();
        for (NewRun run : asked(wanted, keys)) {
            refusal(run, diagram, past.get(List.of(run.contact(), run.key())))
                    .ifPresentOrElse(no -> RunSession.current().decide(no), () -> runs.add(run));
        }
        List<Long> numbers = enrolments.numbers(runs.size());
        List<Opened> opened = IntStream.range(0, runs.size())
                .mapToObj(i -> new Opened(numbers.get(i), runs.get(i)))
                .toList();
        RunSession.current().open(opened);
        opened.forEach(run -> start(diagram, run));
    }

    /** One for each contact and key; whose conditions read what they need of all of them at once. */
    private List<NewRun> asked(List<Entry> wanted, Keys.Batch keys) {
        Map<List<Object>, NewRun> runs = new LinkedHashMap<>();
        for (Entry entry : wanted) {
            for (String key : keys(entry, keys)) {
                runs.putIfAbsent(List.of(entry.activity().contact(), key), newRun(entry, key));
            }
        }
        runs.values().forEach(run -> RunSession.current().group().expect(run.numbered(0)));
        return List.copyOf(runs.values());
    }

    private Set<String> keys(Entry entry, Keys.Batch keys) {
        Set<String> about = keys.of(entry.activity(), entry.diagram().start().keyedBy());
        if (about == null || about.isEmpty()) {
            RunSession.current()
                    .decide(Admissions.withoutKey(entry.activity().contact(), entry.diagram(), clock.instant()));
            return Set.of();
        }
        return about;
    }

    private NewRun newRun(Entry entry, String key) {
        Diagram diagram = entry.diagram();
        Activity activity = entry.activity();
        return new NewRun(
                diagram.journey(),
                diagram.version(),
                diagram.definition(),
                activity.contact(),
                diagram.start().keyedBy(),
                key,
                activity.name(),
                activity.properties(),
                clock.instant());
    }

    private Optional<Decision> refusal(NewRun run, Diagram diagram, Past past) {
        if (starts.isOff(diagram.journey())) {
            return Optional.of(Admissions.off(run, diagram));
        }
        if (past != null && past.running()) {
            return Optional.of(Admissions.running(run, diagram));
        }
        Optional<String> again = past == null
                ? Optional.empty()
                : diagram.start().reentry().refusal(past.lastEntered(), run.enteredAt());
        if (again.isPresent()) {
            ZoneId zone = words(run).zone();
            return Optional.of(Admissions.again(run, diagram, again.get(), past.lastEntered(), zone));
        }
        return condition(run, diagram);
    }

    private Optional<Decision> condition(NewRun run, Diagram diagram) {
        String onlyIf = diagram.start().onlyIf();
        if (onlyIf == null) {
            return Optional.empty();
        }
        Words words = words(run);
        return expressions.holds(onlyIf, words)
                ? Optional.empty()
                : Optional.of(Admissions.unlike(run, diagram, words));
    }

    private static Words words(NewRun run) {
        return RunSession.current().group().words(run.numbered(0), run.enteredAt());
    }

    private void start(Diagram diagram, Opened opened) {
        NewRun run = opened.run();
        RunSession.current().decide(Admissions.entered(run, diagram));
        ProcessDefinitionEntity definition = Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(diagram.definition());
        definition
                .createProcessInstance(
                        String.valueOf(opened.enrolment()),
                        definition.findActivity(diagram.start().element()))
                .start();
    }
}
