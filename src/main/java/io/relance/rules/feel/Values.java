package io.relance.rules.feel;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The values FEEL computes with, as Java's: {@link BigDecimal}, String, Boolean, {@link LocalDate}, {@link LocalTime},
 * {@link LocalDateTime}, {@link ZonedDateTime}, {@link Period}, {@link Duration}, List, Map and null.
 */
public final class Values {

    private static final Set<Class<?>> AS_THEY_ARE = Set.of(
            BigDecimal.class,
            String.class,
            Boolean.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            ZonedDateTime.class,
            Period.class,
            Duration.class);
    private static final Map<String, ChronoField> FIELDS = Map.of(
            "year", ChronoField.YEAR,
            "month", ChronoField.MONTH_OF_YEAR,
            "day", ChronoField.DAY_OF_MONTH,
            "weekday", ChronoField.DAY_OF_WEEK,
            "hour", ChronoField.HOUR_OF_DAY,
            "minute", ChronoField.MINUTE_OF_HOUR,
            "second", ChronoField.SECOND_OF_MINUTE);
    private static final Set<String> OTHER_FIELDS =
            Set.of("time offset", "timezone", "years", "months", "days", "hours", "minutes", "seconds");
    /** So many digits before the point always fit a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    private Values() {}

    /**
     * A fact as a value.
     *
     * @throws NotComputed when it is of a type that only the engine knows
     */
    public static Object read(Object fact) {
        if (fact == null || fact instanceof Map || AS_THEY_ARE.contains(fact.getClass())) {
            return fact;
        }
        if (fact instanceof List<?> list) {
            return each(list, Values::read);
        }
        return fact instanceof Number number ? decimal(number) : moment(fact);
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short) {
            return BigDecimal.valueOf(number.longValue());
        }
        if (number instanceof Double real) {
            return Double.isFinite(real) ? new BigDecimal(real.toString()) : null;
        }
        throw unknown(number);
    }

    private static Object moment(Object fact) {
        if (fact instanceof Date date) {
            return LocalDateTime.ofInstant(date.toInstant(), ZoneId.systemDefault());
        }
        if (fact instanceof OffsetDateTime time) {
            return time.toZonedDateTime();
        }
        throw unknown(fact);
    }

    private static NotComputed unknown(Object fact) {
        return new NotComputed("a fact of type " + fact.getClass().getName());
    }

    /**
     * A value as the engine hands it on: numbers as Long or, when they are not whole or too large, as Double.
     *
     * @throws NotComputed when only the engine can hand it on
     */
    public static Object plain(Object value) {
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        if (value instanceof List<?> list) {
            return each(list, Values::plain);
        }
        if (value instanceof Map) {
            // Its entries have an order of the engine's own, which shows as soon as it becomes text.
            throw new NotComputed("a context as a result");
        }
        if (value == Scope.NOBODY) {
            throw new NotComputed("'?' where no input is");
        }
        return value;
    }

    private static Number plain(BigDecimal number) {
        boolean whole = number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
        if (!whole) {
            return number.doubleValue();
        }
        boolean fits = number.precision() - number.scale() <= DIGITS_OF_A_LONG
                || number.toBigInteger().bitLength() < Long.SIZE;
        return fits ? (Number) number.longValue() : (Number) number.doubleValue();
    }

    private static List<Object> each(List<?> list, UnaryOperator<Object> change) {
        List<Object> changed = new ArrayList<>(list.size());
        for (Object item : list) {
            changed.add(change.apply(item));
        }
        return Collections.unmodifiableList(changed);
    }

    /** A property of a value; of a list, each item's. What has no such property gives null. */
    static Object property(Object value, String name) {
        if (value instanceof Map<?, ?> context) {
            return read(context.get(name));
        }
        if (value == null || value == Scope.NOBODY) {
            return value;
        }
        if (value instanceof List<?> list) {
            return each(list, item -> property(item, name));
        }
        return value instanceof BigDecimal || value instanceof String || value instanceof Boolean
                ? null
                : field(value, name);
    }

    private static Object field(Object value, String name) {
        if (OTHER_FIELDS.contains(name)) {
            throw new NotComputed("'" + name + "' of a date, time or duration");
        }
        ChronoField field = FIELDS.get(name);
        return field != null && value instanceof Temporal temporal && temporal.isSupported(field)
                ? BigDecimal.valueOf(temporal.get(field))
                : null;
    }
}
