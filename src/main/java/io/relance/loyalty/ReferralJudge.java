package io.relance.loyalty;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.loyalty.Referral.Refusal;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says of a code that was named whether anybody may be rewarded for it. */
@Component
class ReferralJudge {

    private final ReferralCodes codes;
    private final Contacts contacts;
    private final Orders orders;
    private final Reaches reaches;
    private final LoyaltySettings settings;
    private final ShopProfile shop;
    private final Clock clock;

    ReferralJudge(
            ReferralCodes codes,
            Contacts contacts,
            Orders orders,
            Reaches reaches,
            LoyaltySettings settings,
            ShopProfile shop,
            Clock clock) {
        this.codes = codes;
        this.contacts = contacts;
        this.orders = orders;
        this.reaches = reaches;
        this.settings = settings;
        this.shop = shop;
        this.clock = clock;
    }

    /** What is known about those who named a code. */
    record Known(
            Map<String, ContactId> owners, Map<ContactId, Contact> people, Map<ContactId, Set<String>> firstOrders) {}

    Known known(List<ReferralNamed> named, Map<ContactId, Referral> counting) {
        Set<String> asked = counting.values().stream().map(Referral::code).collect(Collectors.toSet());
        named.stream().map(ReferralNamed::code).filter(Objects::nonNull).forEach(asked::add);
        Map<String, ContactId> owners = codes.owners(asked);
        Set<ContactId> friends = named.stream().map(ReferralNamed::friend).collect(Collectors.toSet());
        Set<ContactId> people = new HashSet<>(friends);
        people.addAll(owners.values());
        return new Known(owners, contacts.findAll(people), orders.first(friends));
    }

    /** What becomes of it so far; {@code after} is what the same batch tells later. */
    Referral judge(ReferralNamed told, Referral before, Known known, List<ReferralNamed> after) {
        Referral referral = referral(told, code(told, before, known), known);
        Instant now = clock.instant();
        if (before != null && (before.state() != State.CLAIMED || told.order() == null)) {
            return referral.refused(Refusal.REPEATED, now);
        }
        // Of orders of one moment the first that was told of is the first; what this batch tells later is in the mirror
        // already.
        Set<String> earlier = new HashSet<>(known.firstOrders().getOrDefault(told.friend(), Set.of()));
        earlier.remove(told.order());
        after.stream()
                .filter(each -> each.friend().equals(told.friend()))
                .forEach(each -> earlier.remove(each.order()));
        if (!earlier.isEmpty()) {
            return referral.refused(Refusal.NOT_FIRST, now);
        }
        if (referral.referrer() == null) {
            return referral.refused(Refusal.UNKNOWN_CODE, now);
        }
        return isOnePerson(referral, known.people()) ? referral.refused(Refusal.SELF, now) : referral;
    }

    /** The order's; the one named before it where the order's is nobody's, and maybe none: {@code newsletter}. */
    private static String code(ReferralNamed told, Referral before, Known known) {
        boolean claimed = told.order() != null && before != null && before.state() == State.CLAIMED;
        return claimed && !known.owners().containsKey(told.code()) ? before.code() : told.code();
    }

    private Referral referral(ReferralNamed told, String code, Known known) {
        Instant at = told.activity().at();
        boolean ordered = told.order() != null;
        return new Referral(
                null,
                told.friend(),
                code,
                known.owners().get(code),
                told.order(),
                ordered ? reaches.told(told.activity().properties()) : Set.of(),
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

    /** Whether friend and referrer are one, by what we know of them or by what the friend's order says. */
    boolean isOnePerson(Referral referral, Map<ContactId, Contact> people) {
        Contact referrer = referral.referrer() == null ? null : people.get(referral.referrer());
        return referrer != null
                && (isOnePerson(people.get(referral.friend()), referrer)
                        || reaches.isThatOf(referral.reach(), referrer));
    }

    private static boolean isOnePerson(Contact one, Contact other) {
        return one != null
                && (one.id().equals(other.id())
                        || one.email() != null && one.email().equals(other.email())
                        || one.phone() != null && one.phone().equals(other.phone()));
    }
}
