package io.relance.message;

import io.relance.contact.Decision;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The messages: queued against a permit, handed over by the sender, their state known to the end. */
public interface Messages {

    /** Whether this channel can carry messages at all. */
    boolean canCarry(Channel channel);

    /**
     * A tray for the messages of one transaction.
     *
     * @param said takes what is decided about people meanwhile; the caller records it
     */
    Tray tray(Consumer<Decision> said);

    /** What is to be taken back of a run, and why. */
    record Withdrawal(long enrolment, String reason, String detail) {}

    /**
     * Skips what runs have queued or held: their journeys ended or turned away. What a node has in hand may be leaving at
     * this moment; where it does not leave, it is skipped as well.
     */
    void withdraw(List<Withdrawal> withdrawals, Instant now);

    /** A message. */
    Optional<Message> find(long id);

    /** The latest message of a run. */
    Optional<Message> latest(long enrolment);

    /** The same for many runs, in one read; a run without a message is missing. */
    Map<Long, Message> latest(Collection<Long> enrolments);

    /** The messages of a run, oldest first. */
    List<Message> of(long enrolment);

    /** The addresses these went to, by message; one without, or that is not known, is missing. */
    Map<Long, String> addresses(Collection<Long> ids);

    /** When messages were handed over to this address of these people, since then, that nobody has sent back. */
    List<Instant> arrived(Collection<ContactId> people, Channel channel, String address, Instant since);

    /** The person clicked in it; the first click stays. */
    void clicked(long id, Instant at);

    /** The person opened it; whether for the first time. The last time is kept as well. */
    boolean opened(long id, Instant at);

    /** A machine fetched its pictures; whether for the first time. */
    boolean prefetched(long id, Instant at);

    /** What the provider reports later: delivered, or failed with a reason. Ranks: a final state stays. */
    void reported(long id, MessageState state, String reason, Instant at);
}
