package io.relance.loyalty;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.loyalty.Referral.Refusal;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Rewards both once the friend's order can no longer be given back, and tells of what is refused. */
@Component
@Order(21)
class ReferralsDue implements DueWork {

    private static final int BATCH = 200;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);
    // A guest is waited for until they say who they are, for so long after the order.
    private static final Duration KNOWN_WITHIN = Duration.ofDays(60);
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private final ReferralRows rows;
    private final ReferralJudge judge;
    private final ReferralRewards rewards;
    private final Contacts contacts;
    private final Orders orders;
    private final Timeline timeline;
    private final TransactionOperations transactions;

    ReferralsDue(
            ReferralRows rows,
            ReferralJudge judge,
            ReferralRewards rewards,
            Contacts contacts,
            Orders orders,
            Timeline timeline,
            TransactionOperations transactions) {
        this.rows = rows;
        this.judge = judge;
        this.rewards = rewards;
        this.contacts = contacts;
        this.orders = orders;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "referrals";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(2));
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<Referral>run(
                transactions,
                BATCH,
                most -> free(rows.due(now, most), now),
                due -> decide(due, now),
                referral -> rows.putOff(referral, now.plus(TRY_AGAIN)));
    }

    /** Those of people nobody else is at work for: a person is locked before anything of theirs. */
    private List<Referral> free(List<Referral> due, Instant now) {
        Set<ContactId> people = new HashSet<>();
        due.forEach(referral -> both(referral).forEach(people::add));
        Set<ContactId> free = contacts.lockFree(people);
        Set<ContactId> there = contacts.findAll(people).keySet();
        return rows.lockDue(
                due.stream()
                        // Who is erased is locked by nobody.
                        .filter(referral -> both(referral).allMatch(who -> free.contains(who) || !there.contains(who)))
                        .map(Referral::id)
                        .toList(),
                now);
    }

    private static Stream<ContactId> both(Referral referral) {
        return Stream.of(Optional.of(referral.friend()), Optional.ofNullable(referral.referrer()))
                .flatMap(Optional::stream);
    }

    private void decide(List<Referral> due, Instant now) {
        Known known = known(due);
        List<Referral> decided =
                due.stream().map(referral -> judge(referral, known, now)).toList();
        rewards.enter(due, decided, now);
        rows.decide(decided, now);
        timeline.record(decided.stream()
                .flatMap(referral -> rewards.news(referral, now).stream())
                .toList());
    }

    /** What is known of these by now. */
    private record Known(
            Map<ContactId, Contact> people,
            Map<ContactId, Set<String>> firstOrders,
            Map<Orders.Name, Orders.Worth> worths) {

        boolean isKept(Referral referral) {
            Orders.Worth worth = order(referral).map(name -> worths.get(name)).orElse(null);
            return worth != null && worth.kept().amount().signum() > 0;
        }

        boolean isFirst(Referral referral) {
            return firstOrders.getOrDefault(referral.friend(), Set.of()).contains(referral.order());
        }

        /** A browser that ordered, and no more: it may be the referrer's own. */
        boolean isAnonymous(Referral referral) {
            Contact friend = people.get(referral.friend());
            return friend != null
                    && friend.userId() == null
                    && friend.email() == null
                    && friend.phone() == null
                    && referral.reach().isEmpty();
        }
    }

    private Known known(List<Referral> due) {
        List<ContactId> friends = due.stream().map(Referral::friend).toList();
        return new Known(
                contacts.findAll(due.stream().flatMap(ReferralsDue::both).toList()),
                orders.first(friends),
                orders.worths(due.stream().flatMap(each -> order(each).stream()).toList()));
    }

    private static Optional<Orders.Name> order(Referral referral) {
        return Optional.ofNullable(referral.order()).map(id -> new Orders.Name(referral.friend(), id));
    }

    private Referral judge(Referral referral, Known known, Instant now) {
        if (referral.state() == State.REFUSED) {
            return referral.lookedAtAgain(null);
        }
        if (judge.isOnePerson(referral, known.people())) {
            return referral.refused(Refusal.SELF, null);
        }
        if (referral.state() == State.REWARDED) {
            return referral.lookedAtAgain(null);
        }
        if (referral.referrer() == null || !known.people().containsKey(referral.referrer())) {
            return referral.refused(Refusal.UNKNOWN_CODE, null);
        }
        if (!known.isKept(referral)) {
            return referral.refused(Refusal.GIVEN_BACK, null);
        }
        if (!known.isFirst(referral)) {
            return referral.refused(Refusal.NOT_FIRST, null);
        }
        if (!known.isAnonymous(referral)) {
            return referral.rewarded();
        }
        return now.isBefore(referral.at().plus(KNOWN_WITHIN))
                ? referral.lookedAtAgain(now.plus(LOOK_AGAIN))
                : referral.refused(Refusal.ANONYMOUS, null);
    }
}
