package io.relance.journey.engine;

import io.relance.contact.Decision;
import io.relance.journey.run.Enrolments.Ended;
import io.relance.journey.run.Enrolments.Opened;
import io.relance.journey.run.Run;
import io.relance.journey.run.WaitingSends;
import io.relance.journey.word.Facts;
import io.relance.journey.word.Group;
import io.relance.journey.word.Words;
import io.relance.loyalty.Points;
import io.relance.message.Messages;
import io.relance.pressure.Hearing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** What one engine command learns and decides about runs; written in batches when the command flushes. */
public class RunSession implements Session {

    private final Function<Collection<Long>, Map<Long, Run>> read;
    private final RunWriter writer;
    private final Clock clock;
    private final Group group;
    private final Sends sends;
    private final Map<Long, Words> words = new HashMap<>();
    private final Set<Long> expected = new LinkedHashSet<>();
    private final Map<Long, String> ends = new HashMap<>();
    private final List<Opened> opened = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    /** @param read those of these runs that exist, read together */
    RunSession(
            Function<Collection<Long>, Map<Long, Run>> read,
            Facts facts,
            Messages messages,
            WaitingSends waiting,
            Points points,
            RunWriter writer,
            Clock clock) {
        this.read = read;
        this.writer = writer;
        this.clock = clock;
        sends = new Sends(this::hearing, messages, waiting, points, this::decide);
        group = facts.group(sends);
    }

    /** The session of the command that runs now. */
    public static RunSession current() {
        return Context.getCommandContext().getSession(RunSession.class);
    }

    /** The words of the run an execution belongs to. */
    public Words words(DelegateExecution execution) {
        return words(Long.parseLong(
                ((ExecutionEntity) execution).getProcessInstance().getBusinessKey()));
    }

    Words words(long enrolment) {
        if (!words.containsKey(enrolment)) {
            expected.add(enrolment);
            read();
        }
        Words known = words.get(enrolment);
        if (known == null) {
            throw new IllegalStateException("no run has the number " + enrolment);
        }
        return known;
    }

    /** Says which runs the command is going to be about: what it must know of them is read for all of them at once. */
    public void expect(Collection<Long> enrolments) {
        expected.addAll(enrolments);
        expected.removeAll(words.keySet());
    }

    private void read() {
        Map<Long, Run> runs = read.apply(expected);
        runs.values().forEach(this::begin);
        expected.clear();
    }

    /** Runs begin; they are written when the command is. */
    void open(List<Opened> fresh) {
        opened.addAll(fresh);
        fresh.forEach(each -> begin(each.run().numbered(each.enrolment())));
    }

    private void begin(Run run) {
        words.put(run.enrolment(), group.words(run, clock.instant()));
        sends.expect(1);
    }

    /** What is known of the runs of this command. */
    Group group() {
        return group;
    }

    private Hearing hearing() {
        return group.hearing();
    }

    /** What the runs of this command send. */
    public Sends sends() {
        return sends;
    }

    /** A run reached an end event; the last one with a name is the outcome. */
    void reached(long enrolment, String endEvent) {
        if (endEvent != null) {
            ends.put(enrolment, endEvent);
        }
    }

    /** A run is over. */
    void over(Run run, Instant at, String otherwise) {
        ended.add(new Ended(run, at, ends.getOrDefault(run.enrolment(), otherwise)));
    }

    /** Notes a decision about a person. */
    public void decide(Decision decision) {
        decisions.add(decision);
    }

    @Override
    public void flush() {
        sends.write();
        if (!opened.isEmpty() || !ended.isEmpty() || !decisions.isEmpty()) {
            writer.write(List.copyOf(opened), List.copyOf(ended), List.copyOf(decisions));
            opened.clear();
            ended.clear();
            decisions.clear();
        }
    }

    @Override
    public void close() {
        words.clear();
    }
}
