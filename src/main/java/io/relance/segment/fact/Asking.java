package io.relance.segment.fact;

import io.relance.shop.ShopProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What facts are asked with.
 *
 * @param window RELANCE_SEGMENT_RFM_WINDOW: how far back orders count for recency, frequency and monetary value
 */
@ConfigurationProperties("relance.segment.rfm")
public record Asking(@DefaultValue("P24M") Period window) {

    /** Refuses a window that is none. */
    public Asking {
        if (window.toTotalMonths() < 1 || window.getDays() != 0) {
            throw new IllegalArgumentException(
                    "RELANCE_SEGMENT_RFM_WINDOW is '" + window + "'; it accepts a period of whole months such as P24M");
        }
    }

    /** The parameters of a {@link FactQuery} at a moment, without the contacts. */
    public Map<String, Object> parameters(FactQuery query, Instant now, ShopProfile shop) {
        LocalDate today = now.atZone(shop.timezone()).toLocalDate();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("now", now.atOffset(ZoneOffset.UTC));
        parameters.put("today", today);
        parameters.put("zone", shop.timezone().getId());
        parameters.put("oldest", query.oldest(today));
        parameters.put("counted", query.countedByDay().toArray(Integer[]::new));
        parameters.put("totalled", query.totalled().toArray(Integer[]::new));
        parameters.put("rfmFrom", from(now).atOffset(ZoneOffset.UTC));
        parameters.put("rfmMonths", months());
        return parameters;
    }

    /** The moment after which orders count; it never goes back, not from a 30th to a 31st that its month lacks either. */
    public Instant from(Instant now) {
        OffsetDateTime then = now.atOffset(ZoneOffset.UTC);
        OffsetDateTime from = then.minusMonths(months());
        boolean lacking = from.getDayOfMonth() < then.getDayOfMonth();
        return lacking ? from.truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant() : from.toInstant();
    }

    private int months() {
        return (int) window.toTotalMonths();
    }
}
