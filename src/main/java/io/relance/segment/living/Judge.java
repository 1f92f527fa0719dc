package io.relance.segment.living;

import io.relance.segment.fact.FactReader;
import io.relance.segment.fact.FactReader.Known;
import io.relance.segment.table.Moving;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentTables;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says where some contacts belong now, and writes it down. */
@Component
public class Judge {

    private final SegmentTables tables;
    private final FactReader reader;
    private final PersonRows people;

    Judge(SegmentTables tables, FactReader reader, PersonRows people) {
        this.tables = tables;
        this.reader = reader;
        this.people = people;
    }

    /**
     * Somebody entered or left segments, by their numbers.
     *
     * @param quiet whether it is what changed tables made of them, which is told to nobody
     */
    public record Change(ContactId contact, List<Integer> entered, List<Integer> left, boolean quiet) {

        /** The difference between two lists; null where there is none. */
        public static Change of(ContactId contact, List<Integer> before, List<Integer> after) {
            List<Integer> entered = new ArrayList<>(after);
            entered.removeAll(before);
            List<Integer> left = new ArrayList<>(before);
            left.removeAll(after);
            return entered.isEmpty() && left.isEmpty() ? null : new Change(contact, entered, left, false);
        }

        /** The same, told to nobody where these tables are still to move who it is. */
        public Change during(Moving moving) {
            return moving.covers(contact) ? new Change(contact, entered, left, true) : this;
        }
    }

    /** Looks at these contacts, whose locks the transaction holds; answers what changed. */
    public List<Change> judge(Collection<ContactId> contacts, Instant now) {
        SegmentTables.Now on = tables.now();
        Ruling ruling = on.ruling();
        List<Change> changes = new ArrayList<>();
        List<PersonRows.Standing> standings = new ArrayList<>();
        for (Known known : reader.read(ruling.query(), contacts, now)) {
            List<Integer> after = ruling.segments(ruling.complete(known.values()));
            Change change = Change.of(known.contact(), known.segments(), after);
            if (change != null) {
                changes.add(change.during(on.moving()));
            }
            Instant wakeAt = wakeAt(known, now);
            if (change != null || !java.util.Objects.equals(wakeAt, known.wakeAt())) {
                standings.add(new PersonRows.Standing(known.contact(), after, wakeAt));
            }
        }
        if (!standings.isEmpty()) {
            people.write(standings);
        }
        return changes;
    }

    /** To wake somebody too early costs one look; to move each wake-up with each activity would cost an index entry. */
    private static Instant wakeAt(Known known, Instant now) {
        Instant due = known.due();
        Instant planned = known.wakeAt();
        boolean soonEnough = planned != null && planned.isAfter(now) && (due == null || !due.isBefore(planned));
        if (soonEnough) {
            return planned;
        }
        // A moment that has come without changing anything must not come again and again.
        return due == null || due.isAfter(now) ? due : now.plusSeconds(3_600);
    }

    /** What a contact's facts are, completed by what the tables make of them; null for somebody we have no row of. */
    public Map<String, Object> facts(ContactId contact, Instant now) {
        Ruling ruling = tables.current();
        return reader.read(ruling.query(), List.of(contact), now).stream()
                .findFirst()
                .map(known -> ruling.complete(known.values()))
                .orElse(null);
    }
}
