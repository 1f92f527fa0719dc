package io.relance.journey.engine;

import io.relance.journey.run.Enrolments;
import io.relance.journey.word.Facts;
import io.relance.journey.word.Words;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Opens a {@link RunSession} for a command. */
@Component
class RunSessions implements SessionFactory {

    private final Enrolments enrolments;
    private final Facts facts;
    private final RunWriter writer;
    private final Clock clock;

    RunSessions(@Lazy Enrolments enrolments, @Lazy Facts facts, @Lazy RunWriter writer, Clock clock) {
        this.enrolments = enrolments;
        this.facts = facts;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public Class<?> getSessionType() {
        return RunSession.class;
    }

    @Override
    public Session openSession() {
        return new RunSession(this::words, writer);
    }

    private Map<Long, Words> words(Collection<Long> runs) {
        Map<Long, Words> words = new HashMap<>();
        enrolments.findAll(runs).forEach((enrolment, run) -> words.put(enrolment, facts.words(run, clock.instant())));
        return words;
    }
}
