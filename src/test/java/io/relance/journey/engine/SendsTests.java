package io.relance.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.GateRules;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.message.Messages.Withdrawal;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a command queued counts for whatever the same command does next. */
@TrialTest
class SendsTests {

    private static final long RUN = 990_001;
    private static final StepRef FIRST = new StepRef("sends-test", 1, RUN, "first");
    private static final StepRef SECOND = new StepRef("sends-test", 1, RUN, "second");

    @Autowired
    Trial trial;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Commands commands;

    @Autowired
    Messages messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private ContactId contact;

    @BeforeEach
    void someoneAgrees() {
        GateRules.none(jdbc);
        Map<String, Object> traits = Map.of("email", "sends@example.org", "consents", Map.of("email", true));
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> timeline.receive(
                        List.of(new Fact.Identified(new Fact.Who("sends", null), trial.now(), traits, "test", true))));
        contact = contacts.byUserId("sends").orElseThrow().id();
    }

    @AfterEach
    void forget() {
        GateRules.usual(jdbc);
        List.of("message.outbox", "message.message", "pressure.permit")
                .forEach(table -> jdbc.sql("delete from " + table + " where enrolment = ?")
                        .param(RUN)
                        .update());
    }

    @Test
    void theLatestMessageIsKnownBeforeItIsWritten() {
        commands.run(() -> {
            Sends sends = RunSession.current().sends();
            assertThat(sends.latest(RUN)).isNull();
            long id = send(sends, FIRST);
            assertThat(sends.latest(RUN).id()).isEqualTo(id);
            assertThat(sends.latest(RUN).state()).isEqualTo(MessageState.QUEUED);
            assertThat(messages.of(RUN)).as("written with the rest").isEmpty();
        });
        assertThat(messages.of(RUN)).hasSize(1);
    }

    @Test
    void whatWasJustQueuedIsTakenBackAndWhatComesAfterIsNot() {
        commands.run(() -> {
            Sends sends = RunSession.current().sends();
            send(sends, FIRST);
            sends.withdraw(new Withdrawal(RUN, "condition_false", "The journey turned away."), trial.now());
            send(sends, SECOND);
        });
        assertThat(messages.of(RUN))
                .extracting(message -> message.step().step(), Message::state)
                .containsExactly(tuple("first", MessageState.SKIPPED), tuple("second", MessageState.QUEUED));
        assertThat(permits()).containsExactly("released", "reserved");
    }

    @Test
    void aCommandThatFailsLeavesNothingOfWhatItDecided() {
        IllegalStateException failure = new IllegalStateException("made to fail");
        assertThatThrownBy(() -> commands.run(() -> {
                    send(RunSession.current().sends(), FIRST);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(messages.of(RUN)).isEmpty();
        assertThat(permits()).isEmpty();
    }

    @Test
    void aSlotGivenBackIsNotReserved() {
        commands.run(() -> {
            Sends sends = RunSession.current().sends();
            sends.giveBack(permit(sends, FIRST));
            send(sends, SECOND);
        });
        assertThat(permits()).containsExactly("reserved");
    }

    private long send(Sends sends, StepRef step) {
        Draft draft = new Draft(
                contact, Channel.EMAIL, "cart-reminder-1", MessageClass.MARKETING, step, null, null, null, null, null);
        return sends.enqueue(permit(sends, step), draft, trial.now());
    }

    private Permit permit(Sends sends, StepRef step) {
        return (Permit) sends.request(new Ask(contact, Channel.EMAIL, MessageClass.MARKETING, step, trial.now()));
    }

    private List<String> permits() {
        return jdbc.sql("select state from pressure.permit where enrolment = ? order by id")
                .param(RUN)
                .query(String.class)
                .list();
    }
}
