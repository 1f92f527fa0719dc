package io.relance.loyalty;

import io.relance.loyalty.Balances.Balance;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What customers have in points, and the tier they stand on. */
@Component
public class Points {

    private final PointsBook book;
    private final Balances balances;
    private final LoyaltySettings settings;
    private final Clock clock;

    Points(PointsBook book, Balances balances, LoyaltySettings settings, Clock clock) {
        this.book = book;
        this.balances = balances;
        this.settings = settings;
        this.clock = clock;
    }

    /** How a customer stands; who never earned anything stands at the beginning. */
    public Standing standing(ContactId contact) {
        return standings(List.of(contact)).get(contact);
    }

    /** How each of these stands, in one read. */
    public Map<ContactId, Standing> standings(Collection<ContactId> contacts) {
        Map<ContactId, Balance> known = balances.find(contacts);
        Map<ContactId, Standing> standings = new HashMap<>();
        contacts.forEach(contact -> standings.put(contact, standing(known.get(contact))));
        return standings;
    }

    private Standing standing(Balance balance) {
        long qualifying = balance == null ? 0 : balance.qualifying();
        Tiers tiers = settings.tiers();
        Tiers.Tier next = tiers.next(qualifying).orElse(null);
        return new Standing(
                balance == null ? 0 : balance.points(),
                tiers.of(qualifying),
                next == null ? null : next.name(),
                next == null ? 0 : next.from() - qualifying,
                balance == null ? 0 : balance.expiring(),
                balance == null ? null : balance.expiringAt());
    }

    /** Gives points to these people, in the caller's transaction; what a step of a run gave already it gives no more. */
    @Transactional
    public void grant(List<Grant> grants) {
        if (grants.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Set<ContactId> people = grants.stream().map(Grant::contact).collect(Collectors.toSet());
        book.lock(people);
        book.enter(grants.stream().map(grant -> entry(grant, now)).toList(), people, now);
    }

    private Entry entry(Grant grant, Instant now) {
        return new Entry(
                grant.contact(),
                now,
                Entry.Kind.GRANTED,
                grant.points(),
                0,
                now,
                book.expiryOf(now),
                grant.step(),
                grant.reason(),
                "step/" + grant.step().enrolment() + "/" + grant.step().step());
    }
}
