package io.relance.loyalty;

import io.relance.contact.NewActivity;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What friend and referrer get, and what both are told. */
@Component
class ReferralRewards {

    private final PointsBook book;
    private final Ledger ledger;
    private final LoyaltySettings settings;

    ReferralRewards(PointsBook book, Ledger ledger, LoyaltySettings settings) {
        this.book = book;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Writes what these decisions change in the ledger: rewards, and what two who turned out to be one give back. */
    void enter(List<Referral> before, List<Referral> after, Instant now) {
        List<Entry> entries = new ArrayList<>();
        List<Long> back = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Referral referral = after.get(i);
            State was = before.get(i).state();
            if (referral.state() == State.REWARDED && was == State.PENDING) {
                entries.addAll(rewards(referral, now));
            } else if (referral.state() == State.REFUSED && was == State.REWARDED) {
                back.add(referral.id());
            }
        }
        entries.addAll(back.isEmpty() ? List.of() : ledger.takenBack(back, now));
        if (!entries.isEmpty()) {
            Set<ContactId> people = entries.stream().map(Entry::contact).collect(Collectors.toSet());
            book.lock(people);
            book.enter(entries, people, now);
        }
    }

    private List<Entry> rewards(Referral referral, Instant now) {
        List<Entry> entries = new ArrayList<>();
        reward(entries, referral.referrer(), settings.referral().points(), referral, "referrer", now);
        reward(entries, referral.friend(), settings.referral().friendPoints(), referral, "friend", now);
        return entries;
    }

    private void reward(List<Entry> entries, ContactId who, int points, Referral referral, String part, Instant now) {
        if (points > 0) {
            entries.add(new Entry(
                    who,
                    now,
                    Entry.Kind.REFERRAL,
                    points,
                    0,
                    now,
                    book.expiryOf(now),
                    null,
                    part,
                    "referral/" + referral.id() + "/" + part));
        }
    }

    /** What the timelines are told. */
    List<NewActivity> news(Referral referral, Instant now) {
        return switch (referral.state()) {
            case REWARDED ->
                List.of(
                        activity(
                                referral,
                                referral.referrer(),
                                now,
                                "Referral Succeeded",
                                settings.referral().points()),
                        activity(
                                referral,
                                referral.friend(),
                                now,
                                "Referral Rewarded",
                                settings.referral().friendPoints()));
            case REFUSED ->
                List.of(new NewActivity(
                        referral.friend(),
                        now,
                        "Referral Refused",
                        Map.of(
                                "code", referral.code(),
                                "reason", referral.refusal().code(),
                                "detail", referral.refusal().detail()),
                        "loyalty",
                        referral.live()));
            default -> List.of();
        };
    }

    private static NewActivity activity(Referral referral, ContactId who, Instant now, String name, int points) {
        return new NewActivity(
                who, now, name, Map.of("code", referral.code(), "points", points), "loyalty", referral.live());
    }
}
