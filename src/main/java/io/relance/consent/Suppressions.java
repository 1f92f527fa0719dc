package io.relance.consent;

import io.relance.shared.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Addresses and numbers that must not be written to, whoever has them. Stronger than any consent. */
@Component
public class Suppressions {

    private final SuppressionRows rows;

    Suppressions(SuppressionRows rows) {
        this.rows = rows;
    }

    /** Why an address or number is suppressed ({@code stop}, {@code hard_bounce}, …); empty when it is not. */
    public Optional<String> reason(Channel channel, String address) {
        return Optional.ofNullable(reasons(channel, List.of(address)).get(address));
    }

    /** The same for many, in one read, by the addresses asked for; one that is not suppressed is missing. */
    public Map<String, String> reasons(Channel channel, Collection<String> addresses) {
        var known = rows.reasons(
                channel,
                addresses.stream().map(each -> normalised(channel, each)).toList());
        var found = new HashMap<String, String>();
        for (String address : addresses) {
            String reason = known.get(normalised(channel, address));
            if (reason != null) {
                found.put(address, reason);
            }
        }
        return found;
    }

    /**
     * Suppresses an address or number; the first reason stays the one that is told, others wait behind it. False when it
     * was suppressed for that reason already.
     */
    @Transactional
    public boolean suppress(Channel channel, String address, String reason, Instant at, String source) {
        String key = normalised(channel, address);
        boolean news = rows.insert(channel, key, reason, at, source);
        if (news) {
            rows.log(channel, key, reason, "suppressed", at, source);
        }
        return news;
    }

    /** Lifts a suppression of that reason (START after STOP); other reasons stay. */
    @Transactional
    public void lift(Channel channel, String address, String reason, Instant at, String source) {
        String key = normalised(channel, address);
        if (rows.delete(channel, key, reason)) {
            rows.log(channel, key, reason, "lifted", at, source);
        }
    }

    /** As addresses are compared: lower case for e-mail, E.164 digits for numbers. */
    static String normalised(Channel channel, String address) {
        return switch (channel) {
            case EMAIL -> address.strip().toLowerCase(Locale.ROOT);
            case SMS, PHONE -> address.replaceAll("[^+0-9]", "").replaceFirst("^00", "+");
            case PUSH -> address.strip();
        };
    }
}
