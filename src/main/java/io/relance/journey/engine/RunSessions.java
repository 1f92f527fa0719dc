package io.relance.journey.engine;

import io.relance.journey.run.Enrolments;
import io.relance.journey.run.WaitingSends;
import io.relance.journey.word.Facts;
import io.relance.loyalty.Points;
import io.relance.message.Messages;
import java.time.Clock;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Opens a {@link RunSession} for a command. */
@Component
class RunSessions implements SessionFactory {

    private final Enrolments enrolments;
    private final Facts facts;
    private final Messages messages;
    private final WaitingSends waiting;
    private final Points points;
    private final RunWriter writer;
    private final Clock clock;

    RunSessions(
            @Lazy Enrolments enrolments,
            @Lazy Facts facts,
            @Lazy Messages messages,
            @Lazy WaitingSends waiting,
            @Lazy Points points,
            @Lazy RunWriter writer,
            Clock clock) {
        this.enrolments = enrolments;
        this.facts = facts;
        this.messages = messages;
        this.waiting = waiting;
        this.points = points;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public Class<?> getSessionType() {
        return RunSession.class;
    }

    @Override
    public Session openSession() {
        return new RunSession(enrolments::findAll, facts, messages, waiting, points, writer, clock);
    }
}
