package io.relance.segment.living;

import io.relance.consent.ConsentsChanged;
import io.relance.segment.table.SegmentTables;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes whose consents are others now, where a table reads them: files, operators' lists and links are no activities, or
 * none that is counted. They are looked at once what changed them is written.
 */
@Component
class NotesConsents {

    private final SegmentTables tables;
    private final PersonRows people;
    private final Clock clock;

    NotesConsents(SegmentTables tables, PersonRows people, Clock clock) {
        this.tables = tables;
        this.people = people;
        this.clock = clock;
    }

    @EventListener
    void on(ConsentsChanged changed) {
        if (tables.current().query().asksForConsents()) {
            people.lookSoon(changed.contacts(), clock.instant());
        }
    }
}
