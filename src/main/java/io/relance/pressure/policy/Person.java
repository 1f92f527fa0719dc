package io.relance.pressure.policy;

import io.relance.consent.Choices;
import io.relance.consent.Consent;
import io.relance.pressure.hours.Place;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.ledger.Silences.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything about a person that a policy may look at, for one channel.
 *
 * @param address where a message would go; null when the person has none for that channel
 * @param suppression why the address is suppressed; null when it is not
 * @param silences since when they are not to be spoken to, by why
 * @param cold whether they have done nothing for as long as the settings say; false where nobody asks
 * @param said what was, or still may be, said to them, on every channel
 */
public record Person(
        Place place,
        Set<String> segments,
        String address,
        String suppression,
        Consent consent,
        Choices choices,
        Map<Kind, Instant> silences,
        boolean cold,
        List<Said> said) {}
