package io.relance.trial;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;

/** The trial in the hands of a test: its clock, moved through everything that comes due, and its mailbox. */
public class Trial {

    private final TrialClock clock;
    private final Moves moves;
    private final Mailbox mailbox;

    Trial(TrialClock clock, Moves moves, Mailbox mailbox) {
        this.clock = clock;
        this.moves = moves;
        this.mailbox = mailbox;
    }

    /** The moment product and engine live in. */
    public Instant now() {
        return clock.instant();
    }

    /** Does everything that is due now. */
    public Instant settle() {
        return moves.move(now -> now);
    }

    /** Moves the clock by a duration or a period and answers when everything that came due is done. */
    public Instant advance(TemporalAmount by) {
        return moves.move(now -> now.atOffset(ZoneOffset.UTC).plus(by).toInstant());
    }

    /**
     * Moves the clock to a moment and answers when everything that came due is done.
     *
     * @throws MoveRefused for a moment in the past, unless no contact exists yet
     */
    public Instant to(Instant moment) {
        return moves.move(now -> moment);
    }

    /** Everything that reached the SMTP server or the SMS stand-in. */
    public Mailbox mailbox() {
        return mailbox;
    }
}
