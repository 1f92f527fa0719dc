package io.relance.message.content;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** The filters we add to Liquid's own. */
final class OurFilters {

    private OurFilters() {}

    static List<Filter> all() {
        return List.of(
                filter("money", OurFilters::money),
                filter("date_long", (value, render, more) -> date(value, render)),
                filter("date_time", (value, render, more) -> dateTime(value, render)));
    }

    /** What a filter does with a value that is there. */
    private interface Change {
        Object of(Object value, RenderContext render, Object[] more);
    }

    private static Filter filter(String name, Change change) {
        return new Filter(name) {
            @Override
            public Object apply(Object value, TemplateContext context, Object... more) {
                if (value == null) {
                    return null;
                }
                return change.of(value, RenderContext.of(context), more);
            }
        };
    }

    /** {@code 49,90 €}; the currency is the second word, or the cart's. A value that is no number is as if not there. */
    private static Object money(Object value, RenderContext render, Object[] more) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(value.toString());
        } catch (NumberFormatException notAnAmount) {
            return null;
        }
        String currency = more.length > 0 && more[0] != null ? more[0].toString() : render.currency;
        String text = written(amount, currency, render);
        // A text message with a non-breaking space would take the long alphabet and cost twice as much.
        return render.html ? text : text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /** A currency that only the shop knows stands behind its amount, as the shop wrote it. */
    private static String written(BigDecimal amount, String currency, RenderContext render) {
        try {
            NumberFormat format = render.money();
            format.setCurrency(Currency.getInstance(currency));
            return format.format(amount);
        } catch (IllegalArgumentException unknown) {
            NumberFormat format = NumberFormat.getNumberInstance(render.locale);
            format.setMinimumFractionDigits(2);
            format.setMaximumFractionDigits(2);
            return format.format(amount) + "\u00a0" + currency;
        }
    }

    static Object date(Object value, RenderContext render) {
        var format = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(render.locale);
        if (value instanceof LocalDate date) {
            return format.format(date);
        }
        ZonedDateTime moment = moment(value, render.zone);
        return moment == null ? null : format.format(moment);
    }

    static Object dateTime(Object value, RenderContext render) {
        var format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(render.locale);
        ZonedDateTime moment = moment(value, render.zone);
        return moment == null ? null : format.format(moment);
    }

    /** A value that is no moment is as if not there. */
    private static ZonedDateTime moment(Object value, ZoneId zone) {
        try {
            if (value instanceof Instant instant) {
                return instant.atZone(zone);
            }
            String text = value.toString();
            return text.contains("T")
                    ? OffsetDateTime.parse(text).atZoneSameInstant(zone)
                    : LocalDate.parse(text).atStartOfDay(zone);
        } catch (DateTimeException notAMoment) {
            return null;
        }
    }
}
