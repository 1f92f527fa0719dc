package io.relance.segment;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was counted of a person, and where it put them. */
@Component
@Order(45)
class SegmentData implements PersonalData {

    private static final String ITS = "t.contact = any(:contacts)";

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("segment.total", ITS, "counted"),
                new Held("segment.day", ITS, "day, counted"),
                new Held("segment.person", ITS, "contact"),
                new Held("segment.outlook", ITS, "contact"),
                Held.untold("segment.staged", ITS),
                Held.untold("segment.staged_rank", ITS),
                Held.untold("segment.staged_bought", ITS),
                Held.untold("segment.staged_told", "t.one = any(:contacts) or t.other = any(:contacts)"));
    }
}
