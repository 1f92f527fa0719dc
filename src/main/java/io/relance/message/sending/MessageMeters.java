package io.relance.message.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.relance.message.MessageState;
import io.relance.shared.Channel;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Counts what becomes of messages, a batch at a time. Counted as it is done: a batch whose transaction fails and is
 * done again counts again.
 */
@Component
class MessageMeters implements MeterBinder {

    private static final String SETTLED = "relance.messages.settled";
    private static final String REPORTED = "relance.messages.reported";
    private static final String HANDOVER = "relance.messages.handover";
    private static final String CUTDOWN = "relance.batch.cutdown";

    private static final Map<Class<? extends Outcome>, String> OUTCOMES = Map.of(
            Outcome.Sent.class, "sent",
            Outcome.Skipped.class, "skipped",
            Outcome.Failed.class, "failed",
            Outcome.Held.class, "held",
            Outcome.Again.class, "deferred",
            Outcome.Resent.class, "resent",
            Outcome.Untouched.class, "not_tried",
            Outcome.Doubtful.class, "in_doubt",
            Outcome.GivenUp.class, "given_up");

    /** Every count is there before it first rises, so that its first rise is seen as one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        for (Channel channel : List.of(Channel.EMAIL, Channel.SMS)) {
            OUTCOMES.values().forEach(outcome -> Counter.builder(SETTLED)
                    .description("What became of messages a batch had in hand.")
                    .tag("channel", channel.code())
                    .tag("outcome", outcome)
                    .register(registry));
            Timer.builder(HANDOVER)
                    .description("Hand-overs of a batch to its provider, and how long they took.")
                    .tag("channel", channel.code())
                    .register(registry);
        }
        for (MessageState state : List.of(MessageState.DELIVERED, MessageState.FAILED)) {
            Counter.builder(REPORTED)
                    .description("What providers reported about messages after they had taken them.")
                    .tag("state", state.code())
                    .register(registry);
        }
        registry.counter(CUTDOWN, "stage", "messages");
    }

    static void settled(List<Settled> batch) {
        batch.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(
                                one.message().draft().channel().code(),
                                OUTCOMES.get(one.outcome().getClass())),
                        Collectors.counting()))
                .forEach((labels, messages) -> Metrics.counter(
                                SETTLED, "channel", labels.get(0), "outcome", labels.get(1))
                        .increment(messages));
    }

    static void reported(MessageState state) {
        Metrics.counter(REPORTED, "state", state.code()).increment();
    }

    static <T> T timed(Channel channel, Supplier<T> handOver) {
        return Metrics.timer(HANDOVER, "channel", channel.code()).record(handOver);
    }

    /** A batch could not be written as a whole. */
    static void cutDown() {
        Metrics.counter(CUTDOWN, "stage", "messages").increment();
    }
}
