package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A person as we know them now.
 *
 * @param userId the shop's id; null for an anonymous visitor
 * @param email lower case; null when unknown or not an address
 * @param phone E.164; null when unknown or not a number
 * @param language two letters, {@code fr} by default
 * @param zone IANA zone: trait {@code timezone} where valid, else that of the address, else of the number; empty when
 *     none of them says
 * @param traits every trait as it arrived, the ones above included; consents are none
 */
public record Contact(
        ContactId id,
        String userId,
        String email,
        String phone,
        String firstName,
        String lastName,
        String language,
        Optional<ZoneId> zone,
        Map<String, Object> traits) {

    /**
     * The ISO 3166 code of the territory the person lives in, by the address, else the number; French departments
     * overseas have their own ({@code RE}). Empty when neither says.
     */
    public Optional<String> territory() {
        return Residence.territory(traits, phone);
    }

    /** The postal code of the address; null when there is none. */
    public String postalCode() {
        return Residence.postalCode(traits);
    }
}
