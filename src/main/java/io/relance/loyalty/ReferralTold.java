package io.relance.loyalty;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.ContactsMerged;
import io.relance.loyalty.Referral.Refusal;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.time.Clock;
import java.time.Instant;
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
    private final Contacts contacts;
    private final Orders orders;
    private final LoyaltySettings settings;
    private final ShopProfile shop;
    private final Clock clock;

    ReferralTold(
            ReferralRows rows,
            ReferralCodes codes,
            Contacts contacts,
            Orders orders,
            LoyaltySettings settings,
            ShopProfile shop,
            Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.contacts = contacts;
        this.orders = orders;
        this.settings = settings;
        this.shop = shop;
        this.clock = clock;
    }

    /** What an activity tells: an order, a code, or both. */
    private record Told(Activity activity, String code, String order) {

        ContactId friend() {
            return activity.contact();
        }
    }

    @EventListener
    @Order(31)
    void on(ActivitiesRecorded recorded) {
        List<Told> told = recorded.activities().stream()
                .filter(activity -> activity.isCalled("Order Completed") || activity.isCalled("Referral Used"))
                .map(ReferralTold::read)
                .filter(each -> each.order() != null || each.code() != null)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        Map<ContactId, Referral> counting = rows
                .counting(told.stream().map(Told::friend).toList())
                .stream()
                .collect(Collectors.toMap(Referral::friend, Function.identity()));
        List<Told> named = told.stream()
                .filter(each -> each.code() != null || isClaimed(counting.get(each.friend())))
                .toList();
        if (!named.isEmpty()) {
            take(named, new HashMap<>(counting));
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

    private static Told read(Activity activity) {
        boolean used = activity.isCalled("Referral Used");
        String code = used
                ? code(activity, "code", "referral_code", "referral")
                : code(activity, "referral_code", "referral");
        String order = used ? null : Orders.concerned(activity).orElseThrow().orderId();
        return new Told(activity, code, order);
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

    private void take(List<Told> named, Map<ContactId, Referral> counting) {
        Set<String> asked = new HashSet<>();
        named.forEach(told ->
                asked.add(told.code() == null ? counting.get(told.friend()).code() : told.code()));
        Map<String, ContactId> owners = codes.owners(asked);
        Set<ContactId> friends = named.stream().map(Told::friend).collect(Collectors.toSet());
        Map<ContactId, String> first = orders.first(friends);
        Set<ContactId> people = new HashSet<>(friends);
        people.addAll(owners.values());
        Map<ContactId, Contact> known = contacts.findAll(people);
        List<Referral> claims = new ArrayList<>();
        List<Referral> fresh = new ArrayList<>();
        for (Told told : named) {
            Referral before = counting.get(told.friend());
            if (isSaidAlready(told, before)) {
                continue;
            }
            Referral referral = judge(told, before, owners, known, first.get(told.friend()));
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

    private static boolean isSaidAlready(Told told, Referral before) {
        return before != null
                && (told.code() == null || told.code().equals(before.code()))
                && (told.order() == null ? true : told.order().equals(before.order()));
    }

    private Referral judge(
            Told told, Referral before, Map<String, ContactId> owners, Map<ContactId, Contact> known, String first) {
        String code = told.code() == null ? before.code() : told.code();
        ContactId referrer = owners.get(code);
        Instant now = clock.instant();
        Instant at = told.activity().at();
        Instant due = told.order() == null
                ? null
                : at.atZone(shop.timezone())
                        .plus(settings.referral().rewardAfter())
                        .toInstant();
        Referral referral = new Referral(
                null,
                told.friend(),
                code,
                referrer,
                told.order(),
                told.order() == null ? State.CLAIMED : State.PENDING,
                null,
                told.activity().live(),
                at,
                due);
        if (before != null && (before.state() != State.CLAIMED || told.order() == null)) {
            return referral.refused(Refusal.REPEATED, now);
        }
        if (first != null && !first.equals(told.order())) {
            return referral.refused(Refusal.NOT_FIRST, now);
        }
        if (referrer == null) {
            return referral.refused(Refusal.UNKNOWN_CODE, now);
        }
        return isOnePerson(known.get(told.friend()), known.get(referrer))
                ? referral.refused(Refusal.SELF, now)
                : referral;
    }

    /** Whether two are the same, or share an address or a number. */
    static boolean isOnePerson(Contact one, Contact other) {
        return one != null
                && other != null
                && (one.id().equals(other.id())
                        || one.email() != null && one.email().equals(other.email())
                        || one.phone() != null && one.phone().equals(other.phone()));
    }
}
