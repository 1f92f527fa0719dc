package io.relance.consent;

import io.relance.consent.SuppressionRows.Key;
import io.relance.contact.Addresses;
import io.relance.contact.KeyedHash;
import io.relance.shared.Channel;
import io.relance.shared.Site;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Addresses and numbers that must not be written to, whoever has them. Stronger than any consent. */
@Component
public class Suppressions {

    /** The reason of an erased person's address. */
    private static final String ERASED = "erased";

    private final SuppressionRows rows;
    private final KeyedHash hash;

    Suppressions(SuppressionRows rows, Site site) {
        this.rows = rows;
        hash = hash(site);
    }

    /** What stands for the addresses of people who were erased. */
    static KeyedHash hash(Site site) {
        return new KeyedHash(site.secret(), "suppressed address");
    }

    /** Why an address or number is suppressed ({@code stop}, {@code hard_bounce}, …); empty when it is not. */
    public Optional<String> reason(Channel channel, String address) {
        return Optional.ofNullable(reasons(channel, List.of(address)).get(address));
    }

    /** The same for many, in one read, by the addresses asked for; one that is not suppressed is missing. */
    public Map<String, String> reasons(Channel channel, Collection<String> addresses) {
        var keys = new HashMap<String, Key>();
        addresses.forEach(address -> keys.put(address, key(channel, address)));
        var known = rows.reasons(
                channel,
                keys.values().stream()
                        .flatMap(key -> Stream.of(key.address(), key.hash()))
                        .toList());
        var found = new HashMap<String, String>();
        keys.forEach((address, key) -> {
            String reason = known.getOrDefault(key.hash(), known.get(key.address()));
            if (reason != null) {
                found.put(address, reason);
            }
        });
        return found;
    }

    /**
     * Suppresses an address or number; the first reason stays the one that is told, others wait behind it. False when it
     * was suppressed for that reason already.
     */
    @Transactional
    public boolean suppress(Channel channel, String address, String reason, Instant at, String source) {
        Optional<String> kept = rows.insert(channel, key(channel, address), reason, at, source);
        kept.ifPresent(known -> rows.log(channel, known, reason, "suppressed", at, source));
        return kept.isPresent();
    }

    /** Lifts a suppression of that reason (START after STOP); other reasons stay. Whether there was one. */
    @Transactional
    public boolean lift(Channel channel, String address, String reason, Instant at, String source) {
        Optional<String> kept = rows.delete(channel, key(channel, address), reason);
        kept.ifPresent(known -> rows.log(channel, known, reason, "lifted", at, source));
        return kept.isPresent();
    }

    /** From now on these addresses are known by their hashes alone; what they are suppressed for stays. */
    void hide(Collection<String> addresses) {
        addresses.forEach(address -> rows.hide(new Key(address, hash.of(address))));
    }

    /** The address of a person who is being erased: silent for good, and kept as a hash only. */
    void erased(Channel channel, String address, Instant at) {
        Key key = key(channel, address);
        if (rows.insertHashed(channel, key, ERASED, at, "rights")) {
            rows.log(channel, key.hash(), ERASED, "suppressed", at, "rights");
        }
    }

    private Key key(Channel channel, String address) {
        String normalised = normalised(channel, address);
        return new Key(normalised, hash.of(normalised));
    }

    /** As addresses are compared: lower case for e-mail, E.164 digits for numbers. */
    static String normalised(Channel channel, String address) {
        return switch (channel) {
            case EMAIL ->
                Optional.ofNullable(Addresses.email(address))
                        .orElseGet(() -> address.strip().toLowerCase(Locale.ROOT));
            case SMS, PHONE -> address.replaceAll("[^+0-9]", "").replaceFirst("^00", "+");
            case PUSH -> address.strip();
        };
    }
}
