package io.relance.message;

import io.relance.message.Batch.Leaving;
import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives messages to their channels and translates the answers. */
@Component
class HandingOver {

    private static final Logger log = LoggerFactory.getLogger(HandingOver.class);

    private final List<ChannelAdapter> adapters;
    private final BackOff backOff;
    private final Sending settings;

    HandingOver(List<ChannelAdapter> adapters, BackOff backOff, Sending settings) {
        this.adapters = adapters;
        this.backOff = backOff;
        this.settings = settings;
    }

    /** The channel's adapter, where it has the settings it needs. */
    Optional<ChannelAdapter> adapter(Channel channel) {
        return adapters.stream()
                .filter(adapter -> adapter.channel() == channel && adapter.configured())
                .findFirst();
    }

    List<Settled> all(List<Leaving> messages, Instant now) {
        Map<Channel, List<Leaving>> byChannel = new EnumMap<>(Channel.class);
        for (Leaving message : messages) {
            byChannel
                    .computeIfAbsent(message.message().draft().channel(), channel -> new ArrayList<>())
                    .add(message);
        }
        List<Settled> settled = new ArrayList<>();
        byChannel.forEach((channel, leaving) -> settled.addAll(
                adapter(channel).map(adapter -> handOver(adapter, leaving, now)).orElseGet(() -> none(leaving))));
        return settled;
    }

    private static List<Settled> none(List<Leaving> leaving) {
        return leaving.stream()
                .map(message -> new Settled(
                        message.message(), new Outcome.Skipped("channel_not_configured", "The channel is not set up.")))
                .toList();
    }

    private List<Settled> handOver(ChannelAdapter adapter, List<Leaving> leaving, Instant now) {
        List<HandOver> answers = answers(adapter, leaving);
        List<Settled> settled = new ArrayList<>();
        for (int i = 0; i < leaving.size(); i++) {
            Leaving message = leaving.get(i);
            settled.add(new Settled(
                    message.message(),
                    outcome(message.message(), answers.get(i), message.ready().templateVersion(), now)));
        }
        return settled;
    }

    /** An adapter that breaks leaves everything in doubt: some of it may have gone. */
    private static List<HandOver> answers(ChannelAdapter adapter, List<Leaving> leaving) {
        try {
            List<HandOver> answers = MessageMeters.timed(
                    adapter.channel(),
                    () -> adapter.handOver(leaving.stream()
                            .map(message -> message.ready().outgoing())
                            .toList()));
            if (answers.size() == leaving.size()) {
                return answers;
            }
            log.error(
                    "the {} channel answered {} of {} messages",
                    adapter.channel().code(),
                    answers.size(),
                    leaving.size());
        } catch (RuntimeException e) {
            log.error(
                    "the {} channel broke; its messages are in doubt",
                    adapter.channel().code(),
                    e);
        }
        return Collections.nCopies(leaving.size(), new InDoubt("the channel broke"));
    }

    /** What a provider's answer means for a message. */
    Outcome outcome(Claimed message, HandOver answer, int templateVersion, Instant now) {
        if (answer instanceof Accepted accepted) {
            return new Outcome.Sent(accepted.providerId(), templateVersion);
        }
        if (answer instanceof Rejected rejected) {
            String detail = "The provider refused it: " + rejected.code() + " " + rejected.detail();
            return new Outcome.Failed("channel_rejected", detail.strip(), rejected.suppress());
        }
        return answer instanceof Deferred deferred
                ? backOff.after(message, deferred, now)
                : new Outcome.Doubtful(now.plus(settings.lookAfter()));
    }
}
