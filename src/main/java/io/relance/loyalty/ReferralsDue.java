package io.relance.loyalty;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.loyalty.Referral.Refusal;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Rewards both once the friend's order can no longer be given back, and tells of what is refused. */
@Component
@Order(21)
class ReferralsDue implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(ReferralsDue.class);
    private static final int BATCH = 200;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final ReferralRows rows;
    private final ReferralRewards rewards;
    private final Contacts contacts;
    private final Orders orders;
    private final Timeline timeline;
    private final TransactionOperations transactions;

    ReferralsDue(
            ReferralRows rows,
            ReferralRewards rewards,
            Contacts contacts,
            Orders orders,
            Timeline timeline,
            TransactionOperations transactions) {
        this.rows = rows;
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
        int size = BATCH;
        boolean more = true;
        while (more) {
            List<Referral> taken = new ArrayList<>();
            try {
                int most = size;
                transactions.executeWithoutResult(status -> {
                    taken.addAll(free(rows.due(now, most), now));
                    decide(taken, now);
                });
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                size = afterFailure(taken, now, e);
            }
        }
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
        if (due.isEmpty()) {
            return;
        }
        List<ContactId> people = due.stream().flatMap(ReferralsDue::both).toList();
        Map<ContactId, Contact> known = contacts.findAll(people);
        Map<ContactId, Set<String>> first =
                orders.first(due.stream().map(Referral::friend).toList());
        Map<Orders.Name, Orders.Worth> worths =
                orders.worths(due.stream().flatMap(each -> order(each).stream()).toList());
        List<Referral> decided = new ArrayList<>();
        List<NewActivity> news = new ArrayList<>();
        for (Referral referral : due) {
            Referral after = judge(referral, known, first, worths, now);
            decided.add(after.told());
            news.addAll(rewards.news(after, now));
        }
        rewards.enter(due, decided, now);
        rows.decide(decided, now);
        timeline.record(news);
    }

    private static Optional<Orders.Name> order(Referral referral) {
        return Optional.ofNullable(referral.order()).map(id -> new Orders.Name(referral.friend(), id));
    }

    private static Referral judge(
            Referral referral,
            Map<ContactId, Contact> known,
            Map<ContactId, Set<String>> first,
            Map<Orders.Name, Orders.Worth> worths,
            Instant now) {
        if (referral.state() == State.REFUSED) {
            return referral;
        }
        Contact friend = known.get(referral.friend());
        Contact referrer = referral.referrer() == null ? null : known.get(referral.referrer());
        if (ReferralJudge.isOnePerson(friend, referrer)) {
            return referral.refused(Refusal.SELF, now);
        }
        if (referral.state() == State.REWARDED) {
            return referral;
        }
        if (referrer == null) {
            return referral.refused(Refusal.UNKNOWN_CODE, now);
        }
        Orders.Worth worth = order(referral).map(worths::get).orElse(null);
        if (worth == null || worth.kept().amount().signum() <= 0) {
            return referral.refused(Refusal.GIVEN_BACK, now);
        }
        return first.getOrDefault(referral.friend(), Set.of()).contains(referral.order())
                ? referral.rewarded()
                : referral.refused(Refusal.NOT_FIRST, now);
    }

    /** Cuts the batch down until the one that cannot be decided stands alone and is put off; answers the new size. */
    private int afterFailure(List<Referral> taken, Instant now, RuntimeException failure) {
        if (taken.isEmpty()) {
            throw failure;
        }
        if (taken.size() > 1) {
            return taken.size() / 2;
        }
        log.warn("referral {} cannot be decided", taken.get(0).id(), failure);
        rows.putOff(taken.get(0), now.plus(TRY_AGAIN));
        return BATCH;
    }
}
