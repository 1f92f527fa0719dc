package io.relance.segment.living;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.segment.living.Judge.Change;
import io.relance.segment.table.SegmentNames;
import io.relance.segment.tally.CountedWith;
import io.relance.segment.tally.Tallies;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Tells who entered and who left, as activities that start and end journeys. */
@Component
public class Moves {

    /** Names of the activities. */
    static final String ENTERED = "Segment Entered";

    static final String LEFT = "Segment Left";
    private final Timeline timeline;
    private final SegmentNames names;
    private final CountedWith countedWith;

    Moves(Timeline timeline, SegmentNames names, CountedWith countedWith) {
        this.timeline = timeline;
        this.names = names;
        this.countedWith = countedWith;
    }

    /**
     * Records these changes on the people's timelines; not those that are quiet, nor those of people whose past is still to
     * be counted.
     *
     * @param live whether it may start and wake journeys, for each person
     */
    public void tell(List<Change> changes, Instant now, Predicate<ContactId> live) {
        if (changes.isEmpty()) {
            return;
        }
        long unseen = countedWith.unseenUpTo();
        List<NewActivity> activities = new ArrayList<>();
        for (Change change : changes) {
            if (change.quiet() || change.contact().value() <= unseen) {
                continue;
            }
            boolean news = live.test(change.contact());
            change.left().forEach(segment -> activities.add(activity(change, LEFT, segment, now, news)));
            change.entered().forEach(segment -> activities.add(activity(change, ENTERED, segment, now, news)));
        }
        if (!activities.isEmpty()) {
            timeline.record(activities);
        }
    }

    private NewActivity activity(Change change, String name, int segment, Instant now, boolean live) {
        return new NewActivity(
                change.contact(), now, name, Map.of("segment", names.name(segment)), Tallies.SEGMENTS, live);
    }
}
