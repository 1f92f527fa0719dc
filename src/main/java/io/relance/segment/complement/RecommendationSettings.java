package io.relance.segment.complement;

import io.relance.segment.tally.Slug;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is proposed, and on which evidence.
 *
 * @param window RELANCE_SEGMENT_RECOMMENDATIONS_WINDOW: how far back orders say what is bought by the same people
 * @param support RELANCE_SEGMENT_RECOMMENDATIONS_SUPPORT: so many people must have bought both
 * @param most RELANCE_SEGMENT_RECOMMENDATIONS_MOST: products proposed to one person
 * @param each RELANCE_SEGMENT_RECOMMENDATIONS_EACH: of them, from one category
 * @param consumables RELANCE_SEGMENT_RECOMMENDATIONS_CONSUMABLES: categories whose products are used up, each with the
 *     days it takes
 */
@ConfigurationProperties("relance.segment.recommendations")
record RecommendationSettings(
        @DefaultValue("P24M") Period window,
        @DefaultValue("3") int support,
        @DefaultValue("6") int most,
        @DefaultValue("3") int each,
        @DefaultValue List<String> consumables) {

    private static final String PREFIX = "RELANCE_SEGMENT_RECOMMENDATIONS_";
    private static final int MOST = 50;
    private static final Pattern CONSUMABLE = Pattern.compile("\\s*([^:]+?)\\s*:\\s*(\\d{1,4})\\s*");

    RecommendationSettings {
        if (window.toTotalMonths() < 1 || window.getDays() != 0) {
            throw refused("WINDOW", window, "a period of whole months such as P24M");
        }
        if (support < 2) {
            throw refused("SUPPORT", support, "a whole number of people from 2; one alone is no evidence");
        }
        if (most < 1 || most > MOST) {
            throw refused("MOST", most, "a whole number from 1 to " + MOST);
        }
        if (each < 1 || each > MOST) {
            throw refused("EACH", each, "a whole number from 1 to " + MOST);
        }
        consumables = List.copyOf(consumables);
        days(consumables);
    }

    private static Map<String, Integer> days(List<String> consumables) {
        Map<String, Integer> days = new HashMap<>();
        for (String each : consumables) {
            Matcher said = CONSUMABLE.matcher(each);
            if (!said.matches() || Slug.of(said.group(1)).isEmpty()) {
                throw refused(
                        "CONSUMABLES",
                        each,
                        "categories with the days after which one is used up: coffee:30,candles:60");
            }
            days.put(Slug.of(said.group(1)), Integer.valueOf(said.group(2)));
        }
        return days;
    }

    private static IllegalArgumentException refused(String name, Object value, String accepts) {
        return new IllegalArgumentException(PREFIX + name + " is '" + value + "'; it accepts " + accepts);
    }

    /** How long a product of each such category lasts, by the category as tables write it. */
    Map<String, Duration> lasting() {
        Map<String, Duration> lasting = new HashMap<>();
        days(consumables).forEach((category, days) -> lasting.put(category, Duration.ofDays(days)));
        return lasting;
    }

    /** The moment after which orders count. */
    Instant from(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minusMonths(window.toTotalMonths()).toInstant();
    }
}
