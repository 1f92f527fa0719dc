package io.relance.pressure.hours;

import io.relance.contact.Contact;
import java.time.ZoneId;
import java.util.Set;

/**
 * Where a person lives, as far as hours and holidays depend on it.
 *
 * @param country the ISO 3166 code of the country whose rules hold; France's hold overseas
 * @param territory the code of the part that has days of its own, {@code RE}; else the country's
 * @param postalCode null when unknown
 * @param zone where their clock hangs
 */
public record Place(String country, String territory, String postalCode, ZoneId zone) {

    private static final Set<String> FRENCH =
            Set.of("FR", "GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC");

    /** Where a contact lives; the shop's country and clock where nobody says. */
    public static Place of(Contact contact, String country, ZoneId zone) {
        String territory = contact.territory().orElse(country);
        return new Place(
                FRENCH.contains(territory) ? "FR" : territory,
                territory,
                contact.postalCode(),
                contact.zone().orElse(zone));
    }

    /** Whether France's rules hold there. */
    public boolean isFrench() {
        return country.equals("FR");
    }
}
