package io.relance.settings;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** What a setting of a type accepts, in words with an example. */
final class AcceptedValue {

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            entry(Duration.class, "a duration such as PT1H (ISO 8601)"),
            entry(Period.class, "a period such as P30D (ISO 8601)"),
            entry(LocalTime.class, "a time of day such as 20:00"),
            entry(LocalDate.class, "a date such as 2026-12-24"),
            entry(ZoneId.class, "a time zone such as Europe/Paris (IANA)"),
            entry(Currency.class, "a currency code such as EUR (ISO 4217)"),
            entry(Locale.class, "a language such as fr"),
            entry(URI.class, "an address such as https://shop.example.org"),
            entry(URL.class, "an address such as https://shop.example.org"),
            entry(Boolean.class, "true or false"),
            entry(Integer.class, "a whole number"),
            entry(Long.class, "a whole number"),
            entry(Double.class, "a number such as 12.5"),
            entry(BigDecimal.class, "a number such as 12.5"),
            entry(DataSize.class, "a size such as 500KB"));

    private AcceptedValue() {}

    /** Empty for a type that is no single value. */
    static Optional<String> of(ResolvableType type) {
        Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
        if (Collection.class.isAssignableFrom(raw)) {
            return of(type.asCollection().getGeneric()).map(each -> "a list, separated by commas; each is " + each);
        }
        return raw.isEnum() ? Optional.of(oneOf(raw)) : Optional.ofNullable(WORDS.get(raw));
    }

    private static String oneOf(Class<?> words) {
        return Stream.of(words.getEnumConstants())
                .map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", ", "one of ", ""));
    }
}
