package io.relance.segment.tally;

import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.segment.SegmentSettings;
import io.relance.segment.tally.Counted.Thing;
import io.relance.shared.ContactId;
import io.relance.shop.ShopProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Counts what people do, in the transaction that records it. */
@Component
public class Tallies {

    /** Who tells of people's segments. A write key may be called so, too, after the clients that speak Segment's API. */
    public static final String SEGMENTS = "segment";

    /** What we tell of them, by its slug. */
    private static final Set<String> MOVES = Set.of("segment_entered", "segment_left");

    private static final Thing SPENT = new Thing(Kind.TIME, "spent");

    private final Counted counted;
    private final TallyRows rows;
    private final ShopProfile shop;
    private final HalfLife halfLife;
    private final SegmentSettings settings;
    private final OrdersToldAgain toldAgain;

    Tallies(
            Counted counted,
            TallyRows rows,
            ShopProfile shop,
            HalfLife halfLife,
            SegmentSettings settings,
            OrdersToldAgain toldAgain) {
        this.counted = counted;
        this.rows = rows;
        this.shop = shop;
        this.halfLife = halfLife;
        this.settings = settings;
        this.toldAgain = toldAgain;
    }

    /**
     * What a batch changed for one contact.
     *
     * @param counted the numbers of what is one more
     * @param browsedAt when they last did something in the shop; null when they never did
     * @param live whether any of it is young enough to start and wake journeys
     */
    public record Touched(Set<Integer> counted, Instant browsedAt, boolean live) {}

    /** Whether it is counted at all: our own word of where people belong is not, as no act of theirs. */
    public static boolean counts(Activity activity) {
        return !activity.source().equals(SEGMENTS) || !MOVES.contains(Slug.of(activity.name()));
    }

    /**
     * Counts these activities of contacts whose locks the transaction holds.
     *
     * @param browsed when each contact was last in the shop; null where never
     */
    public Map<ContactId, Touched> count(List<Activity> activities, Function<ContactId, Instant> browsed) {
        return count(activities, browsed, null);
    }

    /** The same, without what happened on days before that one. */
    Map<ContactId, Touched> count(List<Activity> activities, Function<ContactId, Instant> browsed, LocalDate from) {
        List<Happened> happened = activities.stream().map(Happened::of).toList();
        Map<Thing, Integer> ids = counted.ids(
                happened.stream().flatMap(each -> each.things().stream()).toList());
        Set<Long> again = toldAgain.among(happened);
        TallyBatch batch = new TallyBatch(shop.timezone(), halfLife, from);
        Map<ContactId, Touched> touched = new HashMap<>();
        for (Happened each : happened) {
            ContactId contact = each.activity().contact();
            Touched before =
                    touched.computeIfAbsent(contact, id -> new Touched(new HashSet<>(), browsed.apply(id), false));
            List<Thing> more = again.contains(each.activity().id()) ? List.of() : each.things();
            more.stream().filter(ids::containsKey).map(ids::get).forEach(id -> {
                batch.add(contact, id, 1, each.at());
                before.counted().add(id);
            });
            touched.put(contact, spend(batch, before, each));
        }
        rows.add(batch);
        return touched;
    }

    /** Between two acts that are not too far apart the person was in the shop. */
    private Touched spend(TallyBatch batch, Touched before, Happened each) {
        boolean live = before.live() || each.activity().live();
        Instant last = before.browsedAt();
        if (!each.isBrowsing() || last != null && last.isAfter(each.at())) {
            return new Touched(before.counted(), last, live);
        }
        Duration pause = last == null ? null : Duration.between(last, each.at());
        if (pause != null && pause.toSeconds() > 0 && pause.compareTo(settings.visitGap()) <= 0) {
            int id = counted.id(SPENT.kind(), SPENT.name());
            batch.add(each.activity().contact(), id, pause.toSeconds(), each.at());
            before.counted().add(id);
        }
        return new Touched(before.counted(), each.at(), live);
    }

    /** Acts that are no further apart belong to one visit. */
    Duration visitGap() {
        return settings.visitGap();
    }

    /**
     * What {@code from} did counts for {@code into}.
     *
     * @return whether both ordered: one order may have been told of either, and is then counted twice until the person's
     *     past is counted anew
     */
    public boolean merge(ContactsMerged merged) {
        int ordered = counted.id(Kind.ACTIVITY, Happened.ORDER);
        boolean both = rows.haveBoth(merged.from(), merged.into(), ordered);
        rows.merge(merged.from(), merged.into());
        return both;
    }
}
