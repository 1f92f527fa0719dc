package io.relance.message.sending;

import io.relance.message.sending.Preparation.Leaving;
import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.writing.Writing.Ready;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives messages to their channel, some at a time, and translates the answers. */
@Component
class HandingOver {

    private static final Logger log = LoggerFactory.getLogger(HandingOver.class);

    /** The reason of a message the provider will never take. */
    static final String REJECTED = "channel_rejected";

    private static final NotTried TAKEN_OUT = new NotTried("its person is gone", false, null);

    /** What was asked again longer ago than this when its turn comes is asked again before it leaves. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final List<ChannelAdapter> adapters;
    private final InHand inHand;
    private final BackOff backOff;
    private final Sending settings;
    private volatile boolean stopped;

    HandingOver(List<ChannelAdapter> adapters, InHand inHand, BackOff backOff, Sending settings) {
        this.adapters = adapters;
        this.inHand = inHand;
        this.backOff = backOff;
        this.settings = settings;
    }

    /** The channel's adapter, where it has the settings it needs. */
    Optional<ChannelAdapter> adapter(Channel channel) {
        return adapters.stream()
                .filter(adapter -> adapter.channel() == channel && adapter.configured())
                .findFirst();
    }

    /** The node ends: nothing more is begun. */
    void stop() {
        stopped = true;
    }

    /** The node's time is up: what a provider has not answered by now is in doubt. */
    void hangUp() {
        adapters.forEach(ChannelAdapter::hangUp);
    }

    List<Settled> all(UUID owner, Channel channel, List<Leaving> leaving, Instant now) {
        Optional<ChannelAdapter> adapter = adapter(channel);
        if (adapter.isEmpty()) {
            return leaving.stream()
                    .map(message -> new Settled(
                            message.message(),
                            new Outcome.Skipped(
                                    "channel_not_configured",
                                    "The channel is not set up.",
                                    "Ce canal n’est pas configuré.")))
                    .toList();
        }
        List<HandOver> answers = new ArrayList<>(leaving.size());
        long begun = System.nanoTime();
        BooleanSupplier goOn = () -> !stopped && System.nanoTime() - begun < LONGEST.toNanos();
        Optional<NotTried> wall = Optional.empty();
        while (answers.size() < leaving.size() && wall.isEmpty() && goOn.getAsBoolean()) {
            int end = Math.min(leaving.size(), answers.size() + adapter.get().atOnce());
            answers.addAll(some(adapter.get(), owner, leaving.subList(answers.size(), end), now, goOn));
            wall = wall(answers.get(answers.size() - 1));
        }
        NotTried rest = wall.orElse(new NotTried("there was no time", false, null));
        answers.addAll(Collections.nCopies(leaving.size() - answers.size(), rest));
        return settled(leaving, answers, now);
    }

    /** After what one message came to, the next would run into the same wall. */
    private static Optional<NotTried> wall(HandOver answer) {
        if (answer instanceof InDoubt doubt) {
            return Optional.of(new NotTried("the message before it is in doubt, " + doubt.detail(), true, null));
        }
        return answer instanceof NotTried not && !not.equals(TAKEN_OUT) ? Optional.of(not) : Optional.empty();
    }

    /** Nothing leaves before it is written down that it may have left. */
    private List<HandOver> some(
            ChannelAdapter adapter, UUID owner, List<Leaving> leaving, Instant now, BooleanSupplier goOn) {
        List<Long> ids = leaving.stream().map(each -> each.message().id()).collect(Collectors.toList());
        try {
            Optional<Set<Long>> may = inHand.leaving(owner, ids, now);
            if (may.isPresent()) {
                return answers(adapter, leaving, may.get(), goOn);
            }
            log.warn("{} messages were taken by another node, as this one gave no sign of life", ids.size());
        } catch (RuntimeException e) {
            log.warn("{} messages wait for the database", ids.size(), e);
        }
        return Collections.nCopies(leaving.size(), new NotTried("it could not be written down", false, null));
    }

    /** What somebody took out of our hand, as its person was erased, does not leave; the others do. */
    private static List<HandOver> answers(
            ChannelAdapter adapter, List<Leaving> leaving, Set<Long> may, BooleanSupplier goOn) {
        List<Leaving> going = leaving.stream()
                .filter(each -> may.contains(each.message().id()))
                .toList();
        if (going.size() == leaving.size()) {
            return answers(adapter, leaving, goOn);
        }
        Iterator<HandOver> told = (going.isEmpty() ? List.<HandOver>of() : answers(adapter, going, goOn)).iterator();
        return leaving.stream()
                .map(each -> may.contains(each.message().id()) ? told.next() : TAKEN_OUT)
                .toList();
    }

    /** An adapter that breaks leaves everything in doubt: some of it may have gone. */
    private static List<HandOver> answers(ChannelAdapter adapter, List<Leaving> leaving, BooleanSupplier goOn) {
        try {
            List<HandOver> answers = MessageMeters.timed(
                    adapter.channel(),
                    () -> adapter.handOver(
                            leaving.stream()
                                    .map(message -> message.ready().outgoing())
                                    .toList(),
                            goOn));
            if (answers.size() == leaving.size()) {
                return answers;
            }
            log.error(
                    "the {} channel answered {} of {} messages",
                    adapter.channel().code(),
                    answers.size(),
                    leaving.size());
        } catch (RuntimeException | Error e) {
            log.error(
                    "the {} channel broke; its messages are in doubt",
                    adapter.channel().code(),
                    e);
        }
        return Collections.nCopies(leaving.size(), new InDoubt("the channel broke"));
    }

    private List<Settled> settled(List<Leaving> leaving, List<HandOver> answers, Instant now) {
        List<Settled> settled = new ArrayList<>(leaving.size());
        for (int i = 0; i < leaving.size(); i++) {
            Claimed message = leaving.get(i).message();
            Ready ready = leaving.get(i).ready();
            Outcome outcome = outcome(message, answers.get(i), now);
            settled.add(new Settled(
                    message,
                    outcome instanceof Outcome.Sent sent
                            ? new Outcome.Sent(sent.providerId(), ready.templateVersion(), ready.segments())
                            : outcome));
        }
        return settled;
    }

    /** What a provider's answer means for a message; of one that is sent, its content is not told. */
    Outcome outcome(Claimed message, HandOver answer, Instant now) {
        if (answer instanceof Accepted accepted) {
            return new Outcome.Sent(accepted.providerId(), 0, 0);
        }
        if (answer instanceof Rejected rejected) {
            String words = (rejected.code() + " " + rejected.detail()).strip();
            Why why = Why.of(
                    REJECTED, "The provider refused it: " + words, "Le prestataire l’a refusé : « " + words + " ».");
            return new Outcome.Failed(why, rejected.suppress());
        }
        if (answer instanceof NotTried not) {
            return backOff.untouched(message, not, now);
        }
        return answer instanceof Deferred deferred
                ? backOff.after(message, deferred, now)
                : new Outcome.Doubtful(now.plus(settings.lookAfter()));
    }
}
