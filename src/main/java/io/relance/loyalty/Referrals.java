package io.relance.loyalty;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import io.relance.shop.ShopProfile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The codes by which customers bring their friends. */
@Component
public class Referrals {

    // A second one is next to impossible already.
    private static final int TRIES = 5;

    private final ReferralCodes rows;
    private final CouponCodes made;
    private final Contacts contacts;
    private final LoyaltySettings settings;
    private final ShopProfile shop;
    private final Clock clock;

    Referrals(
            ReferralCodes rows,
            CouponCodes made,
            Contacts contacts,
            LoyaltySettings settings,
            ShopProfile shop,
            Clock clock) {
        this.rows = rows;
        this.made = made;
        this.contacts = contacts;
        this.settings = settings;
        this.shop = shop;
        this.clock = clock;
    }

    /**
     * The code of each of these customers, made where they have none yet; somebody the shop does not know by an id of
     * its own is missing.
     */
    @Transactional
    public Map<ContactId, String> codes(Collection<ContactId> people) {
        Map<ContactId, String> codes = new HashMap<>(rows.of(people));
        for (int i = 0; i < TRIES && !codes.keySet().containsAll(people); i++) {
            Set<ContactId> without = new HashSet<>(people);
            without.removeAll(codes.keySet());
            List<ContactId> members = contacts.findAll(without).values().stream()
                    .filter(contact -> contact.userId() != null)
                    .map(Contact::id)
                    .filter(without::contains)
                    .toList();
            if (members.isEmpty()) {
                return codes;
            }
            rows.add(
                    members.stream().collect(Collectors.toMap(member -> member, member -> made.next(""))),
                    clock.instant());
            codes.putAll(rows.of(members));
        }
        return codes;
    }

    /** The address a customer gives to friends. */
    public String url(String code) {
        String set = settings.referral().url();
        String url = set.isEmpty() ? shop.url() + (shop.url().contains("?") ? "&" : "?") + "referral={code}" : set;
        return url.replace("{code}", URLEncoder.encode(code, StandardCharsets.UTF_8));
    }
}
