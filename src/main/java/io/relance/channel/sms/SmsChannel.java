package io.relance.channel.sms;

import com.twilio.rest.api.v2010.account.Message;
import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** SMS by Twilio. */
@Component
class SmsChannel implements ChannelAdapter {

    private static final Logger log = LoggerFactory.getLogger(SmsChannel.class);

    /** Twilio's clock and ours need not agree to the second. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private static final Duration LATEST = Duration.ofMinutes(15);

    private final TwilioAccount twilio;
    private final SmsCallbacks callbacks;

    SmsChannel(TwilioAccount twilio, SmsCallbacks callbacks) {
        this.twilio = twilio;
        this.callbacks = callbacks;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean configured() {
        return twilio.exists();
    }

    /** It is given one at a time: each costs a request of its own anyway. */
    @Override
    public List<HandOver> handOver(List<Outgoing> messages, BooleanSupplier goOn) {
        List<HandOver> answers = new ArrayList<>(messages.size());
        for (Outgoing message : messages) {
            boolean begin = answers.isEmpty() || goOn.getAsBoolean();
            answers.add(begin ? handOver(message) : new NotTried("there was no time", false, null));
        }
        return answers;
    }

    @Override
    public void hangUp() {
        twilio.hangUp();
    }

    private HandOver handOver(Outgoing message) {
        if (!twilio.exists()) {
            return new Rejected("channel_not_configured", "the TWILIO settings are absent", null);
        }
        try {
            String sid = twilio.send(message);
            return sid == null ? new InDoubt("an answer without a SID") : new Accepted(sid);
        } catch (RuntimeException e) {
            if (Answers.isOurFault(e)) {
                log.error("Twilio refuses our account, SMS wait until its settings are right: {}", e.getMessage());
            }
            HandOver answer = Answers.of(e);
            if (answer instanceof Rejected rejected && Answers.isAlarming(rejected.code())) {
                log.error("Twilio does not carry our messages as they are: {} {}", rejected.code(), rejected.detail());
            }
            return answer;
        }
    }

    /** A callback names our message and settles the doubt; else the one message of that text to that number does. */
    @Override
    public Optional<HandOver> lookUp(Outgoing message) {
        Optional<String> calledBack = callbacks.sidOf(message.id());
        if (calledBack.isPresent() || !twilio.exists()) {
            return calledBack.map(Accepted::new);
        }
        return twilio.sentTo(message.to()).stream()
                .filter(sent -> isThat(message, sent))
                .map(Message::getSid)
                .filter(sid -> !callbacks.belongsToAnother(sid, message.id()))
                .<HandOver>map(Accepted::new)
                .findFirst();
    }

    private static boolean isThat(Outgoing message, Message sent) {
        if (sent.getBody() == null || !sent.getBody().equals(message.text()) || sent.getDateCreated() == null) {
            return false;
        }
        Instant created = sent.getDateCreated().toInstant();
        return !created.isBefore(message.at().minus(SKEW))
                && !created.isAfter(message.at().plus(LATEST));
    }
}
