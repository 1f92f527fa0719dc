package io.relance.segment.tally;

import io.relance.contact.Activity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Counts anew what people did, from the timeline, by the very code that counts it as it happens. What has been retired
 * from the timeline since it was counted cannot be: the days before it is whole keep their counts.
 */
@Component
public class Recount {

    private final Timeline timeline;
    private final Tallies tallies;
    private final TallyRows rows;
    private final CountedWith countedWith;
    private final ShopProfile shop;
    private final Orders orders;

    Recount(
            Timeline timeline,
            Tallies tallies,
            TallyRows rows,
            CountedWith countedWith,
            ShopProfile shop,
            Orders orders) {
        this.timeline = timeline;
        this.tallies = tallies;
        this.rows = rows;
        this.countedWith = countedWith;
        this.shop = shop;
        this.orders = orders;
    }

    /**
     * What came of it.
     *
     * @param browsed when each contact was last in the shop; null where never
     * @param activities how many were counted
     */
    public record Result(Map<ContactId, Instant> browsed, long activities) {}

    /** Counts for these contacts, whose locks the transaction holds. */
    public Result count(Collection<ContactId> contacts) {
        Map<ContactId, Instant> browsed = new HashMap<>();
        contacts.forEach(contact -> browsed.put(contact, null));
        boolean whole = countedWith.isWhole();
        LocalDate from = whole ? wholeFrom() : null;
        rows.forget(contacts, from, shop.timezone());
        long[] activities = {0};
        timeline.replay(contacts, Happened.PROPERTIES, slice -> {
            List<Activity> counting = slice.stream().filter(Tallies::counts).toList();
            tallies.count(counting, browsed::get, from)
                    .forEach((contact, touched) -> browsed.put(contact, touched.browsedAt()));
            activities[0] += counting.size();
            if (!whole) {
                orders.noteCodes(counting);
            }
        });
        if (whole && !Objects.equals(from, wholeFrom())) {
            throw new ConcurrencyFailureException("the timeline was shortened while it was counted");
        }
        return new Result(browsed, activities[0]);
    }

    /**
     * The first of the shop's days that is on the timeline whole, and so much before it that a visit which began the day
     * before is seen; null: nothing was ever retired.
     */
    private LocalDate wholeFrom() {
        return timeline.retiredUpTo()
                .map(upTo -> upTo.plus(tallies.visitGap())
                        .atZone(shop.timezone())
                        .toLocalDate()
                        .plusDays(1))
                .orElse(null);
    }
}
