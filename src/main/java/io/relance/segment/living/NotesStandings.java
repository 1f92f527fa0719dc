package io.relance.segment.living;

import io.relance.loyalty.StandingsChanged;
import io.relance.segment.table.SegmentTables;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes whose points or tier are others now, where a table reads them: gifts and points that run out are no activities.
 * They are looked at once what changed them is written, since a journey that gives points is in the midst of its steps.
 */
@Component
class NotesStandings {

    private final SegmentTables tables;
    private final PersonRows people;
    private final Clock clock;

    NotesStandings(SegmentTables tables, PersonRows people, Clock clock) {
        this.tables = tables;
        this.people = people;
        this.clock = clock;
    }

    @EventListener
    void on(StandingsChanged changed) {
        if (tables.current().query().asksForStandings()) {
            people.lookSoon(changed.contacts(), clock.instant());
        }
    }
}
