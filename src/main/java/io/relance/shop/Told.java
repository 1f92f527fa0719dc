package io.relance.shop;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an activity's properties say about carts, orders and products; whatever makes no sense counts as not said. */
public record Told(Map<String, Object> properties) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{1,30})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int LARGEST = 12;
    private static final int SMALLEST = 400;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    // Longer than any shop's ids, and short enough for an index.
    private static final int LONGEST_ID = 500;

    /** The first of these properties that is a text or a number, as text; null when none is. */
    public String text(String... names) {
        return first(Told::readText, names);
    }

    /** The first of these properties that can be an id; null when none can. */
    public String id(String... names) {
        return first(value -> readText(value).filter(text -> text.length() <= LONGEST_ID), names);
    }

    /** The first of these properties that is a number, or a text like {@code 12.50}; null when none is. */
    public BigDecimal number(String... names) {
        return first(Told::readNumber, names);
    }

    /** The first of these properties that is an http(s) address; null when none is. */
    public String address(String... names) {
        return first(value -> readText(value).filter(Told::isWebAddress), names);
    }

    /** The first of these properties that is an ISO 8601 moment with an offset; null when none is. */
    public Instant moment(String... names) {
        return first(value -> readText(value).flatMap(Told::readMoment), names);
    }

    /** The currency, upper case; null when not told. */
    public String currency() {
        return first(
                value -> readText(value)
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .filter(text -> CURRENCY.matcher(text).matches()),
                "currency");
    }

    /** The one product of {@code Product Added} and {@code Product Removed}; its quantity is 1 where none is told. */
    public Optional<CartLine> product() {
        return line().filter(line -> line.quantity() > 0);
    }

    private Optional<CartLine> line() {
        CartLine line = new CartLine(
                id("product_id", "id"),
                id("sku"),
                text("name"),
                text("variant"),
                text("category"),
                price(),
                quantity(),
                address("url"),
                address("image_url"),
                id("variant_id"));
        boolean named = line.productId() != null || line.sku() != null || line.name() != null;
        return named ? Optional.of(line) : Optional.empty();
    }

    /** The listed products, repeated ones added up; empty when there is no list or none of it is a product. */
    public Optional<List<CartLine>> products() {
        if (!(properties.get("products") instanceof List<?> list)) {
            return Optional.empty();
        }
        List<CartLine> told = list.stream().flatMap(item -> line(item).stream()).toList();
        if (told.isEmpty() && !list.isEmpty()) {
            return Optional.empty();
        }
        List<CartLine> lines = new ArrayList<>();
        told.stream().filter(line -> line.quantity() > 0).forEach(line -> Lines.add(lines, line));
        return Optional.of(List.copyOf(lines));
    }

    private BigDecimal price() {
        BigDecimal price = number("price");
        return price == null || price.signum() < 0 ? null : price;
    }

    private int quantity() {
        BigDecimal quantity = number("quantity");
        return quantity == null
                ? 1
                : quantity.min(BigDecimal.valueOf(Lines.MOST)).intValue();
    }

    private <T> T first(Function<Object, Optional<T>> reading, String... names) {
        return Arrays.stream(names)
                .map(properties::get)
                .filter(Objects::nonNull)
                .flatMap(value -> reading.apply(value).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<CartLine> line(Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> properties = new HashMap<>();
        map.forEach((key, value) -> properties.put(String.valueOf(key), value));
        return new Told(properties).line();
    }

    /** Whether a code was used: on the whole, or on one of the products. */
    boolean hasCode() {
        boolean onProducts = properties.get("products") instanceof List<?> list
                && list.stream().anyMatch(item -> item instanceof Map<?, ?> line && isCode(line.get("coupon")));
        return onProducts || isCode(properties.get("coupon"));
    }

    private static boolean isCode(Object coupon) {
        return coupon instanceof List<?> list
                ? list.stream().anyMatch(Told::isCode)
                : readText(coupon).isPresent();
    }

    private static Optional<String> readText(Object value) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            return Optional.empty();
        }
        // PostgreSQL keeps no NUL in texts.
        String text = value.toString().replace("\0", "").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<BigDecimal> readNumber(Object value) {
        if (value instanceof Number number) {
            return exact(number.toString());
        }
        return readText(value).filter(text -> NUMBER.matcher(text).matches()).flatMap(Told::exact);
    }

    private static Optional<BigDecimal> exact(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            // Asked first, since a number like 1E999999999 must not be written out.
            boolean writable = number.precision() - (long) number.scale() <= LARGEST && number.scale() <= SMALLEST;
            return writable ? Optional.of(Lines.tidy(number)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> readMoment(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            return moment.isBefore(EARLIEST) ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
