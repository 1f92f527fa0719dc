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
import java.util.Objects;
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
        Set<ContactId> naming = told.stream()
                .filter(each -> each.code() != null || isClaimed(counting.get(each.friend())))
                .map(Told::friend)
                .collect(Collectors.toSet());
        List<Told> named =
                told.stream().filter(each -> naming.contains(each.friend())).toList();
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

    /** What is known about those who named a code. */
    private record Known(
            Map<String, ContactId> owners, Map<ContactId, Contact> people, Map<ContactId, String> firstOrders) {}

    private Known known(List<Told> named, Map<ContactId, Referral> counting) {
        Set<String> asked = counting.values().stream().map(Referral::code).collect(Collectors.toSet());
        named.stream().map(Told::code).filter(Objects::nonNull).forEach(asked::add);
        Map<String, ContactId> owners = codes.owners(asked);
        Set<ContactId> friends = named.stream().map(Told::friend).collect(Collectors.toSet());
        Set<ContactId> people = new HashSet<>(friends);
        people.addAll(owners.values());
        return new Known(owners, contacts.findAll(people), orders.first(friends));
    }

    private void take(List<Told> named, Map<ContactId, Referral> counting) {
        Known known = known(named, counting);
        List<Referral> claims = new ArrayList<>();
        List<Referral> fresh = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Told told = named.get(i);
            Referral before = counting.get(told.friend());
            if (saysNothing(told, before)) {
                continue;
            }
            Referral referral = judge(told, before, known, named.subList(i + 1, named.size()));
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
    private static boolean saysNothing(Told told, Referral before) {
        if (told.code() == null) {
            return !isClaimed(before);
        }
        return before != null
                && told.code().equals(before.code())
                && (told.order() == null || told.order().equals(before.order()));
    }

    private Referral judge(Told told, Referral before, Known known, List<Told> after) {
        Referral referral = referral(told, told.code() == null ? before.code() : told.code(), known);
        Instant now = clock.instant();
        if (before != null && (before.state() != State.CLAIMED || told.order() == null)) {
            return referral.refused(Refusal.REPEATED, now);
        }
        String first = known.firstOrders().get(told.friend());
        // What comes later in this batch stands in the shop's mirror already.
        boolean toCome = told.order() == null
                && after.stream()
                        .anyMatch(each -> each.friend().equals(told.friend())
                                && each.order() != null
                                && each.order().equals(first));
        if (first != null && !first.equals(told.order()) && !toCome) {
            return referral.refused(Refusal.NOT_FIRST, now);
        }
        if (referral.referrer() == null) {
            return referral.refused(Refusal.UNKNOWN_CODE, now);
        }
        return isOnePerson(known.people().get(told.friend()), known.people().get(referral.referrer()))
                ? referral.refused(Refusal.SELF, now)
                : referral;
    }

    private Referral referral(Told told, String code, Known known) {
        Instant at = told.activity().at();
        boolean ordered = told.order() != null;
        return new Referral(
                null,
                told.friend(),
                code,
                known.owners().get(code),
                told.order(),
                ordered ? State.PENDING : State.CLAIMED,
                null,
                told.activity().live(),
                at,
                ordered
                        ? at.atZone(shop.timezone())
                                .plus(settings.referral().rewardAfter())
                                .toInstant()
                        : null);
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
