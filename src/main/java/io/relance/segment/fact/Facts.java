package io.relance.segment.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The vocabulary of segment tables: every fact that can be read, by its path (docs/segments.md). */
@Component
public class Facts {

    private final Map<String, Fact> fixed = new TreeMap<>();
    private final Map<String, Function<String, Optional<Fact>>> families = new TreeMap<>();

    Facts(ContactFacts contact, OrderFacts orders, ActivityFacts activities, LoyaltyFacts loyalty) {
        List.of(contact.fixed(), orders.fixed(), activities.fixed(), loyalty.fixed())
                .forEach(room -> room.forEach(fact -> fixed.put(fact.path(), fact)));
        families.putAll(contact.families());
        families.putAll(activities.families());
    }

    /** The fact of that path; empty when there is none. */
    public Optional<Fact> find(String path) {
        Fact known = fixed.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String[] parts = path.split("\\.", 2);
        Function<String, Optional<Fact>> family = parts.length < 2 ? null : families.get(parts[0]);
        return family == null ? Optional.empty() : family.apply(parts[1]);
    }

    /** What can be read, for messages that say so. */
    public String accepted() {
        return String.join(", ", fixed.keySet()) + "; "
                + String.join(
                        ", ",
                        Arrays.asList(
                                "trait.<name>",
                                "number.<trait>",
                                "flag.<trait>",
                                "consent.<topic>",
                                "count.<activity>.<window>",
                                "daysSince.<activity>",
                                "visits.<category>.<window>",
                                "daysSinceVisit.<category>",
                                "daysSinceBought.<category>",
                                "daysBetweenBought.<category>",
                                "minutesSpent.<window>"));
    }
}
