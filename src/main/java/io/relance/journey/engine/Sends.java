package io.relance.journey.engine;

import io.relance.contact.Decision;
import io.relance.journey.run.WaitingSends;
import io.relance.journey.run.WaitingSends.Token;
import io.relance.journey.word.Queued;
import io.relance.loyalty.Grant;
import io.relance.loyalty.Points;
import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.Messages;
import io.relance.message.Messages.Withdrawal;
import io.relance.message.Tray;
import io.relance.pressure.Ask;
import io.relance.pressure.Hearing;
import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the runs of one command send, take back and give away: decided in memory, written together. */
public class Sends implements Queued {

    private final Supplier<Hearing> hearing;
    private final Messages messages;
    private final Tray tray;
    private final WaitingSends waiting;
    private final Points points;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Withdrawal> withdrawals = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private Instant withdrawnAt;

    /** @param decisions takes what is decided about people */
    Sends(
            Supplier<Hearing> hearing,
            Messages messages,
            WaitingSends waiting,
            Points points,
            Consumer<Decision> decisions) {
        this.hearing = hearing;
        this.messages = messages;
        this.waiting = waiting;
        this.points = points;
        this.tray = messages.tray(decisions);
    }

    /** So many more runs may want to send something. */
    void expect(int more) {
        tray.expect(more);
    }

    /** Asks for a permit. */
    public Verdict request(Ask ask) {
        return hearing.get().request(ask);
    }

    /** A permit of this command will not be used. */
    public void giveBack(Permit permit) {
        hearing.get().giveBack(permit);
    }

    /** Queues or holds a message; answers its id. */
    public long enqueue(Permit permit, Draft draft, Instant now) {
        return tray.enqueue(permit, draft, now);
    }

    /** Keeps a message that may not be sent, with the reason. */
    public void skip(Refusal refusal, Draft draft, Instant now) {
        tray.skip(refusal, draft, now);
    }

    /** Gives points to the contact of a run. */
    public void give(Grant grant) {
        grants.add(grant);
    }

    /** The token of a run stays on its step until the message is settled. */
    public void hold(Token token) {
        tokens.add(token);
    }

    /** Skips what a run has queued or held and not yet handed over; what it queues from now on is not meant. */
    void withdraw(Withdrawal withdrawal, Instant now) {
        if (tray.latest(withdrawal.enrolment()) != null) {
            write();
        }
        withdrawals.add(withdrawal);
        withdrawnAt = now;
    }

    @Override
    public Message latest(long enrolment) {
        return tray.latest(enrolment);
    }

    @Override
    public void settle() {
        write();
    }

    /** Writes what was decided so far. */
    void write() {
        if (!withdrawals.isEmpty()) {
            messages.withdraw(withdrawals, withdrawnAt);
            withdrawals.clear();
        }
        if (!grants.isEmpty()) {
            points.grant(grants);
            grants.clear();
        }
        hearing.get().write();
        tray.write();
        if (!tokens.isEmpty()) {
            waiting.add(tokens);
            tokens.clear();
        }
    }
}
