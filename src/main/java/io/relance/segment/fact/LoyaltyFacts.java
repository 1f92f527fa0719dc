package io.relance.segment.fact;

import static io.relance.rules.FactType.NUMBER;
import static io.relance.rules.FactType.TEXT;

import java.util.List;
import org.springframework.stereotype.Component;

/** How the person stands in the shop's programme. Time alone changes nothing here: the room tells of what runs out. */
@Component
class LoyaltyFacts {

    List<Fact> fixed() {
        return List.of(
                Fact.of("loyalty.points", NUMBER, "coalesce(l.points, 0)", Source.LOYALTY),
                // Who never earned anything stands where everybody begins.
                Fact.of(
                        "loyalty.tier",
                        TEXT,
                        "case when l.contact is null then (select tier from loyalty.beginning) else l.tier end",
                        Source.LOYALTY));
    }
}
