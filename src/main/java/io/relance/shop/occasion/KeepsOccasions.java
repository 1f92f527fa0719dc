package io.relance.shop.occasion;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsChanged;
import io.relance.contact.ContactsMerged;
import io.relance.shared.ContactId;
import io.relance.shop.occasion.Occasion.Kind;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sees to it that occasions are looked at when what they rest on has changed. */
@Component
class KeepsOccasions {

    private static final String BIRTHDAY = "birthday";

    /** What says where a person's clock hangs. */
    private static final Set<String> OF_THE_CLOCK =
            Set.of("timezone", "address", "phone", "postalCode", "postal_code", "zip", "zipCode");

    private static final int MOST_KNOWN = 100_000;

    private final OccasionRows rows;
    private final UnplannedRows unplanned;
    private final OccasionSettings settings;
    private final Clock clock;

    /** People whom the database watches already: each event of theirs need not ask it again. */
    private final Set<ContactId> watched = ConcurrentHashMap.newKeySet();

    KeepsOccasions(OccasionRows rows, UnplannedRows unplanned, OccasionSettings settings, Clock clock) {
        this.rows = rows;
        this.unplanned = unplanned;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    @Order(12)
    void on(ContactsChanged changed) {
        Set<ContactId> born = having(changed, Set.of(BIRTHDAY));
        Set<ContactId> moved = having(changed, OF_THE_CLOCK);
        if (!born.isEmpty()) {
            rows.look(born, Kind.BIRTHDAY, clock.instant());
        }
        if (!moved.isEmpty()) {
            rows.lookAnew(moved, clock.instant());
        }
    }

    private static Set<ContactId> having(ContactsChanged changed, Set<String> traits) {
        return changed.traits().entrySet().stream()
                .filter(each -> !Collections.disjoint(each.getValue(), traits))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    // After the orders themselves were mirrored.
    @EventListener
    @Order(12)
    void on(ActivitiesRecorded recorded) {
        Set<ContactId> people = new HashSet<>();
        Set<ContactId> buyers = new HashSet<>();
        for (Activity activity : recorded.activities()) {
            people.add(activity.contact());
            if (Replenishments.isOfOrders(activity)) {
                buyers.add(activity.contact());
            }
        }
        if (!buyers.isEmpty()) {
            rows.look(buyers, Kind.ANNIVERSARY, clock.instant());
        }
        people.removeAll(watched);
        if (!people.isEmpty()) {
            watch(people);
        }
    }

    /** Who is new is asked for once more: only what is committed counts as known. */
    private void watch(Set<ContactId> people) {
        Set<ContactId> before = rows.watch(people, clock.instant().plus(settings.inactiveAfter()));
        if (watched.size() > MOST_KNOWN) {
            watched.clear();
        }
        watched.addAll(before);
    }

    @EventListener
    @Order(12)
    void on(ContactsMerged merged) {
        rows.merge(merged.from(), merged.into(), clock.instant());
        if (unplanned.isAnybodyLeft()) {
            // The one may have been passed already, and the other never will be.
            rows.look(Set.of(merged.into()), Kind.ANNIVERSARY, clock.instant());
            watch(Set.of(merged.into()));
        }
    }
}
