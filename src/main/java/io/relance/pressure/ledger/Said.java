package io.relance.pressure.ledger;

import io.relance.pressure.Saying;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * A slot that counts: used at this moment, or reserved and not to be used before it.
 *
 * @param journey on whose behalf; null when no journey's
 * @param step null when no journey's
 */
public record Said(
        long permit,
        ContactId contact,
        Channel channel,
        MessageClass messageClass,
        Instant from,
        boolean used,
        Saying saying,
        String journey,
        String step) {

    /**
     * A message leaves a little later than it may. Without this, whoever waits for it would be held once more, for as
     * little.
     */
    private static final Duration WAY = Duration.ofMinutes(1);

    /** The strongest first; of equals, who may leave first. */
    private static final Comparator<Said> ORDER = Comparator.<Said>comparingInt(
                    each -> -each.saying().priority())
            .thenComparing(Said::from)
            .thenComparing(Said::permit);

    /** When it was said, or will be as seen from {@code at}. */
    public Instant moment(Instant at) {
        return used ? from : (from.isAfter(at) ? from : at).plus(WAY);
    }

    /** Whether it has its slot before that one. */
    public boolean comesBefore(Said other) {
        return ORDER.compare(this, other) < 0;
    }

    /** As explanations tell it. */
    public Map<String, Object> told(Instant at) {
        Map<String, Object> told = new HashMap<>();
        told.put("channel", channel.code());
        told.put("at", moment(at).toString());
        told.put("priority", saying.priority());
        if (journey != null) {
            told.put("journey", journey);
            told.put("step", step);
        }
        if (saying.template() != null) {
            told.put("template", saying.template());
        }
        return told;
    }
}
