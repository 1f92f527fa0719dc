package io.relance.channel.email.returned;

import io.relance.message.link.EnvelopeMarks;
import io.relance.message.link.MessageIds;
import io.relance.message.link.SealedTokens;
import io.relance.message.spi.Marks;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The marks of an installation with a secret of the tests. */
final class SealedMarks implements Marks {

    private static final String SECRET = "a-secret-of-the-tests-0123456789abcdef";

    private final EnvelopeMarks envelopes = new EnvelopeMarks(SECRET);
    private final MessageIds messageIds = new MessageIds(SECRET, "boutique.example");
    private final SealedTokens unsubscribe = new SealedTokens(SECRET, "unsubscribe");

    /** What stands before the {@code @} of the message's id. */
    String messageId(long message) {
        return messageIds.of(message).replaceAll("^<|@.*", "");
    }

    String unsubscribe(long message) {
        return unsubscribe.of(ByteBuffer.allocate(Long.BYTES).putLong(message).array());
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
        return unsubscribe
                .open(token)
                .map(payload -> OptionalLong.of(payload.getLong()))
                .orElse(OptionalLong.empty());
    }
}
