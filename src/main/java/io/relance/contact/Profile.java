package io.relance.contact;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What we read out of a person's traits; null where they do not say, or say nonsense. */
record Profile(String email, String phone, String firstName, String lastName, String language, String timezone) {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2}([-_].*)?");

    static Profile of(Map<String, Object> traits, ContactSettings settings) {
        Object address = traits.get("address");
        Object country = address instanceof Map<?, ?> fields ? fields.get("country") : null;
        return new Profile(
                Addresses.email(traits.get("email")),
                Addresses.phone(traits.get("phone"), Addresses.country(country, settings.country())),
                text(traits.get("firstName")),
                text(traits.get("lastName")),
                language(traits, settings),
                timezone(traits.get("timezone")));
    }

    private static String text(Object value) {
        return value instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private static String language(Map<String, Object> traits, ContactSettings settings) {
        for (String trait : new String[] {"language", "locale"}) {
            if (traits.get(trait) instanceof String text
                    && LANGUAGE.matcher(text).matches()) {
                return text.substring(0, 2).toLowerCase(Locale.ROOT);
            }
        }
        return settings.language();
    }

    /** Names of the IANA database only: an offset such as GMT+2 is wrong for half the year. */
    private static String timezone(Object value) {
        return value instanceof String name && ZoneId.getAvailableZoneIds().contains(name) ? name : null;
    }
}
