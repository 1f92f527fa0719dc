package io.relance.segment.living;

import io.relance.contact.Activity;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentTables;
import io.relance.segment.tally.Counted;
import io.relance.segment.tally.Tallies.Touched;
import io.relance.shared.ContactId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Whom a batch can have moved: most activities are none that a table reads. */
@Component
class Relevance {

    private final SegmentTables tables;
    private final Counted counted;

    Relevance(SegmentTables tables, Counted counted) {
        this.tables = tables;
        this.counted = counted;
    }

    Set<ContactId> concerned(List<Activity> activities, Map<ContactId, Touched> touched) {
        Ruling ruling = tables.current();
        Set<ContactId> concerned = new TreeSet<>();
        touched.forEach((contact, each) -> {
            if (each.counted().stream().anyMatch(id -> matters(ruling, id))) {
                concerned.add(contact);
            }
        });
        activities.stream()
                .filter(activity -> ofRooms(activity.name().toLowerCase(Locale.ROOT)))
                .forEach(activity -> concerned.add(activity.contact()));
        return concerned;
    }

    private boolean matters(Ruling ruling, int id) {
        return ruling.counted().contains(id) || ruling.readsScore() && counted.isWorthSomething(id);
    }

    /** Orders, consents and points are read from their rooms, which have just heard of them. */
    private static boolean ofRooms(String name) {
        return name.startsWith("order ")
                || name.startsWith("consent ")
                || name.startsWith("tier ")
                || name.startsWith("points ");
    }
}
