package io.relance.contact;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a person lives, as far as their address and phone number say: an ISO 3166 territory, whose clock and public
 * holidays are then known. A French postal code overseas names its own territory, {@code RE} for 974.
 */
final class Residence {

    private static final int OVERSEAS_PREFIX = 3;
    private static final int FRENCH_LENGTH = 5;

    private static final Map<String, String> OVERSEAS = Map.ofEntries(
            Map.entry("971", "GP"),
            Map.entry("972", "MQ"),
            Map.entry("973", "GF"),
            Map.entry("974", "RE"),
            Map.entry("975", "PM"),
            Map.entry("976", "YT"),
            Map.entry("977", "BL"),
            Map.entry("978", "MF"),
            Map.entry("986", "WF"),
            Map.entry("987", "PF"),
            Map.entry("988", "NC"));

    /** Territories that keep one time, or nearly all of whose people do. Others: the shop's own. */
    private static final Map<String, ZoneId> ZONES = zones(
            """
            FR Europe/Paris, MC Europe/Monaco, BE Europe/Brussels, LU Europe/Luxembourg, CH Europe/Zurich,
            DE Europe/Berlin, AT Europe/Vienna, NL Europe/Amsterdam, IT Europe/Rome, ES Europe/Madrid,
            PT Europe/Lisbon, GB Europe/London, IE Europe/Dublin, DK Europe/Copenhagen, SE Europe/Stockholm,
            NO Europe/Oslo, FI Europe/Helsinki, PL Europe/Warsaw, CZ Europe/Prague, SK Europe/Bratislava,
            HU Europe/Budapest, RO Europe/Bucharest, BG Europe/Sofia, GR Europe/Athens, HR Europe/Zagreb,
            SI Europe/Ljubljana, EE Europe/Tallinn, LV Europe/Riga, LT Europe/Vilnius, MT Europe/Malta,
            CY Asia/Nicosia, AD Europe/Andorra, IS Atlantic/Reykjavik, MA Africa/Casablanca, TN Africa/Tunis,
            DZ Africa/Algiers, SN Africa/Dakar, CI Africa/Abidjan, MU Indian/Mauritius, JP Asia/Tokyo,
            GP America/Guadeloupe, MQ America/Martinique, GF America/Cayenne, RE Indian/Reunion,
            PM America/Miquelon, YT Indian/Mayotte, BL America/St_Barthelemy, MF America/Marigot,
            WF Pacific/Wallis, PF Pacific/Tahiti, NC Pacific/Noumea""");

    /** Calling codes; +262 is La Réunion's and Mayotte's, +590 three islands' of one time. */
    private static final Map<String, String> CALLING = pairs(
            """
            +33 FR, +377 MC, +32 BE, +352 LU, +41 CH, +49 DE, +43 AT, +31 NL, +39 IT, +34 ES, +351 PT, +44 GB,
            +353 IE, +45 DK, +46 SE, +47 NO, +358 FI, +48 PL, +420 CZ, +421 SK, +36 HU, +40 RO, +359 BG, +30 GR,
            +385 HR, +386 SI, +372 EE, +371 LV, +370 LT, +356 MT, +357 CY, +376 AD, +354 IS, +212 MA, +216 TN,
            +213 DZ, +221 SN, +225 CI, +230 MU, +81 JP, +590 GP, +596 MQ, +594 GF, +262 RE, +508 PM, +681 WF,
            +689 PF, +687 NC, +262269 YT, +262639 YT""");

    private static final int LONGEST_CODE = 7;

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    private static final Map<String, String> NAMES = names();

    private Residence() {}

    /** The territory of an address, else of a number; empty where neither says. */
    static Optional<String> territory(Map<String, Object> traits, String phone) {
        String country = country(text(traits, "country"));
        String postalCode = postalCode(traits);
        if (country == null) {
            Optional<String> known = ofNumber(phone);
            boolean elsewhere = known.isPresent() && !known.get().equals("FR");
            return elsewhere || french(postalCode).equals("FR") ? known : Optional.of(french(postalCode));
        }
        return Optional.of(country.equals("FR") ? french(postalCode) : country);
    }

    /** The code of a country, by whatever it is called; null where that is none. */
    private static String country(String called) {
        if (called == null) {
            return null;
        }
        String code = called.toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? code : NAMES.get(called.toLowerCase(Locale.ROOT));
    }

    /** The postal code of an address; null where there is none. */
    static String postalCode(Map<String, Object> traits) {
        return PostalCode.NAMES.stream()
                .flatMap(name -> Stream.of(inAddress(traits, name), traits.get(name)))
                .map(PostalCode::read)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The clock of an address, else of a number; empty where neither says. */
    static Optional<ZoneId> zone(Map<String, Object> traits, String phone) {
        return territory(traits, phone).flatMap(territory -> zone(territory, postalCode(traits)));
    }

    private static Optional<ZoneId> zone(String territory, String postalCode) {
        if (territory.equals("ES") && startsWithAny(postalCode, "35", "38")) {
            return Optional.of(ZoneId.of("Atlantic/Canary"));
        }
        if (territory.equals("PT") && startsWithAny(postalCode, "95", "96", "97", "98", "99")) {
            return Optional.of(ZoneId.of("Atlantic/Azores"));
        }
        return Optional.ofNullable(ZONES.get(territory));
    }

    private static boolean startsWithAny(String text, String... beginnings) {
        for (String beginning : beginnings) {
            if (text != null && text.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static String french(String postalCode) {
        return postalCode == null || postalCode.length() != FRENCH_LENGTH
                ? "FR"
                : OVERSEAS.getOrDefault(postalCode.substring(0, OVERSEAS_PREFIX), "FR");
    }

    private static Optional<String> ofNumber(String phone) {
        if (phone == null) {
            return Optional.empty();
        }
        for (int length = Math.min(LONGEST_CODE, phone.length()); length > 1; length--) {
            String territory = CALLING.get(phone.substring(0, length));
            if (territory != null) {
                return Optional.of(territory);
            }
        }
        return Optional.empty();
    }

    private static String text(Map<String, Object> traits, String part) {
        Object value = inAddress(traits, part);
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static Object inAddress(Map<String, Object> traits, String part) {
        return traits.get("address") instanceof Map<?, ?> address ? address.get(part) : null;
    }

    private static Map<String, ZoneId> zones(String list) {
        Map<String, ZoneId> zones = new HashMap<>();
        pairs(list).forEach((territory, zone) -> zones.put(territory, ZoneId.of(zone)));
        return Map.copyOf(zones);
    }

    private static Map<String, String> pairs(String list) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : list.split(",")) {
            String[] both = pair.strip().split(" ");
            pairs.put(both[0], both[1]);
        }
        return Map.copyOf(pairs);
    }

    /** Shops write {@code France} as often as {@code FR}, some {@code FRA}. */
    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            names.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            names.put(country.getDisplayCountry(Locale.FRENCH).toLowerCase(Locale.ROOT), code);
            names.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
        }
        return Map.copyOf(names);
    }
}
