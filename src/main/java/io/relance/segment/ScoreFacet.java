package io.relance.segment;

import io.relance.contact.Facet;
import io.relance.segment.living.Judge;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The person's score at this moment, for the API. */
@Component
@Order(22)
class ScoreFacet implements Facet {

    private final Judge judge;
    private final Clock clock;

    ScoreFacet(Judge judge, Clock clock) {
        this.judge = judge;
        this.clock = clock;
    }

    @Override
    public String field() {
        return "score";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        Map<String, Object> facts = judge.facts(contact, clock.instant());
        return Optional.of(facts == null ? 0 : facts.get("score"));
    }
}
