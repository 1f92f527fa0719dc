package io.relance.message.sending;

import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A text message channel that answers what the test says and remembers what it was given. */
class ScriptedSms implements ChannelAdapter {

    final List<Outgoing> taken = Collections.synchronizedList(new ArrayList<>());
    volatile Function<Outgoing, HandOver> answer;
    volatile Function<Outgoing, Optional<HandOver>> lookUp;
    volatile boolean mayRepeat;
    volatile int atOnce;

    void reset() {
        taken.clear();
        answer = message -> new Accepted("SM" + message.id());
        lookUp = message -> Optional.empty();
        mayRepeat = true;
        atOnce = 25;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public List<HandOver> handOver(List<Outgoing> messages, BooleanSupplier goOn) {
        return messages.stream()
                .map(message -> {
                    if (message != messages.get(0) && !goOn.getAsBoolean()) {
                        return new NotTried("no time", false, null);
                    }
                    taken.add(message);
                    return answer.apply(message);
                })
                .toList();
    }

    @Override
    public boolean mayRepeat() {
        return mayRepeat;
    }

    @Override
    public Optional<HandOver> lookUp(Outgoing message) {
        return lookUp.apply(message);
    }
}
