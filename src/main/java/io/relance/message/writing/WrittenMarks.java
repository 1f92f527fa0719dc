package io.relance.message.writing;

import io.relance.message.Links;
import io.relance.message.link.EnvelopeMarks;
import io.relance.message.link.MessageIds;
import io.relance.message.spi.Marks;
import io.relance.message.spi.Sender;
import io.relance.shared.Site;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** The marks that our messages leave with. */
@Component
class WrittenMarks implements Marks {

    private final EnvelopeMarks envelopes;
    private final MessageIds messageIds;
    private final Links links;

    WrittenMarks(Site site, Sender sender, Links links) {
        envelopes = new EnvelopeMarks(site.secret());
        messageIds = new MessageIds(site.secret(), sender.domain());
        this.links = links;
    }

    @Override
    public String envelope(long message) {
        return envelopes.of(message);
    }

    @Override
    public OptionalLong ofEnvelope(String mark) {
        return envelopes.open(mark);
    }

    @Override
    public OptionalLong ofMessageId(String local) {
        return messageIds.open(local);
    }

    @Override
    public OptionalLong ofUnsubscribe(String token) {
        return links.openUnsubscribe(token).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
