package io.relance.segment;

import io.relance.contact.Facet;
import io.relance.segment.living.Judge;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The person's recency, frequency and monetary value, for the API; absent for who did not buy within the window. */
@Component
@Order(21)
class RfmFacet implements Facet {

    private final Judge judge;
    private final Clock clock;

    RfmFacet(Judge judge, Clock clock) {
        this.judge = judge;
        this.clock = clock;
    }

    @Override
    public String field() {
        return "rfm";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        Map<String, Object> facts = judge.facts(contact, clock.instant());
        if (facts == null || facts.get("rfm.recency") == null) {
            return Optional.empty();
        }
        Map<String, Object> rfm = new LinkedHashMap<>();
        for (String part : new String[] {"recency", "frequency", "monetary", "r", "f", "m", "segment"}) {
            rfm.put(part, facts.get("rfm." + part));
        }
        return Optional.of(rfm);
    }
}
