package io.relance.loyalty;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Learns who was brought by whom: from a code that an order names, or that was named before it. What becomes of it is
 * decided once the order can no longer be given back; what can be refused already is refused now, and told with it.
 */
@Component
class ReferralTold {

    private static final int LONGEST_CODE = 64;

    private final ReferralRows rows;
    private final ReferralCodes codes;
    private final ReferralJudge judge;
    private final Clock clock;

    ReferralTold(ReferralRows rows, ReferralCodes codes, ReferralJudge judge, Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.judge = judge;
        this.clock = clock;
    }

    @EventListener
    @Order(31)
    void on(ActivitiesRecorded recorded) {
        List<ReferralNamed> told = recorded.activities().stream()
                .filter(activity -> activity.isCalled("Order Completed") || activity.isCalled("Referral Used"))
                .map(ReferralTold::read)
                .filter(each -> each.order() != null || each.code() != null)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        Map<ContactId, Referral> counting = rows
                .counting(told.stream().map(ReferralNamed::friend).toList())
                .stream()
                .collect(Collectors.toMap(Referral::friend, Function.identity()));
        Set<ContactId> naming = told.stream()
                .filter(each -> each.code() != null || isClaimed(counting.get(each.friend())))
                .map(ReferralNamed::friend)
                .collect(Collectors.toSet());
        List<ReferralNamed> named =
                told.stream().filter(each -> naming.contains(each.friend())).toList();
        if (!named.isEmpty()) {
            take(named, new HashMap<>(counting), settled(named));
        }
    }

    @EventListener
    @Order(31)
    void on(ContactsMerged merged) {
        if (rows.concerns(merged.from())) {
            codes.merge(merged.from(), merged.into());
            rows.merge(merged.from(), merged.into(), clock.instant());
        }
    }

    private static ReferralNamed read(Activity activity) {
        boolean used = activity.isCalled("Referral Used");
        String code = used
                ? code(activity, "code", "referral_code", "referral")
                : code(activity, "referral_code", "referral");
        String order = used ? null : Orders.concerned(activity).orElseThrow().orderId();
        return new ReferralNamed(activity, code, order);
    }

    private static String code(Activity activity, String... names) {
        for (String name : names) {
            if (activity.properties().get(name) instanceof String text) {
                String code = text.replace("\0", "").strip().toUpperCase(Locale.ROOT);
                if (!code.isEmpty() && code.length() <= LONGEST_CODE) {
                    return code;
                }
            }
        }
        return null;
    }

    private static boolean isClaimed(Referral referral) {
        return referral != null && referral.state() == State.CLAIMED;
    }

    private Set<Orders.Name> settled(List<ReferralNamed> named) {
        List<Orders.Name> orders = named.stream()
                .filter(each -> each.order() != null)
                .map(ReferralNamed::name)
                .toList();
        return orders.isEmpty() ? new HashSet<>() : new HashSet<>(rows.settled(orders));
    }

    private void take(List<ReferralNamed> named, Map<ContactId, Referral> counting, Set<Orders.Name> settled) {
        ReferralJudge.Known known = judge.known(named, counting);
        List<Referral> claims = new ArrayList<>();
        List<Referral> fresh = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            ReferralNamed told = named.get(i);
            Referral before = counting.get(told.friend());
            if (saysNothing(told, before) || settled.contains(told.name())) {
                continue;
            }
            Referral referral = judge.judge(told, before, known, named.subList(i + 1, named.size()));
            if (told.order() != null && referral.isFinal()) {
                settled.add(told.name());
            }
            if (isClaimed(before) && told.order() != null) {
                claims.add(before);
                counting.remove(told.friend());
            }
            if (referral.counts()) {
                counting.put(told.friend(), referral);
            }
            fresh.add(referral);
        }
        // A claim of this very batch was never written.
        fresh.removeAll(claims);
        claims.removeIf(claim -> claim.id() == null);
        rows.add(claims, fresh);
    }

    /** Whether it names no code that anything could come of, or says what is known already. */
    private static boolean saysNothing(ReferralNamed told, Referral before) {
        if (told.code() == null) {
            return !isClaimed(before);
        }
        return before != null
                && told.code().equals(before.code())
                && (told.order() == null || told.order().equals(before.order()));
    }
}
