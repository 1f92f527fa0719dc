package io.relance.shop.occasion;

import io.relance.shop.occasion.Supply.By;
import io.relance.shop.shelf.Product;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When what one person bought is used up. Whoever has bought a product on three days or more has a rhythm of their own,
 * and that is what counts. For products that are used up, a rhythm of their category counts next, for the one of them
 * bought last; then how long the product lasts, times how many.
 */
class Reckoning {

    private static final int DAYS_OF_A_RHYTHM = 3;

    private final List<Purchase> purchases;
    private final Map<String, Product> products;
    private final ZoneId zone;

    /**
     * @param purchases of one person
     * @param zone in which days are told apart
     */
    Reckoning(List<Purchase> purchases, Map<String, Product> products, ZoneId zone) {
        this.purchases = purchases;
        this.products = products;
        this.zone = zone;
    }

    /** By product; not yet with a reminder. */
    List<Supply> supplies() {
        Map<String, List<Purchase>> byProduct = new LinkedHashMap<>();
        purchases.forEach(purchase -> byProduct
                .computeIfAbsent(purchase.productId(), id -> new ArrayList<>())
                .add(purchase));
        return byProduct.values().stream()
                .flatMap(bought -> supply(bought).stream())
                .toList();
    }

    private Optional<Supply> supply(List<Purchase> bought) {
        Purchase last = last(bought);
        Optional<Duration> own = rhythm(bought);
        if (own.isPresent()) {
            return Optional.of(supply(last, own.get(), By.PRODUCT));
        }
        Integer days = usageDays(last.productId());
        if (days == null) {
            return Optional.empty();
        }
        List<Purchase> alike = purchases.stream()
                .filter(each -> usageDays(each.productId()) != null)
                .filter(each -> Objects.equals(category(each), category(last)))
                .toList();
        Optional<Duration> ofCategory = category(last) == null ? Optional.empty() : rhythm(alike);
        if (ofCategory.isPresent()) {
            return last(alike).productId().equals(last.productId())
                    ? Optional.of(supply(last, ofCategory.get(), By.CATEGORY))
                    : Optional.empty();
        }
        return Optional.of(supply(last, Duration.ofDays((long) days * last.quantity()), By.USAGE));
    }

    private static Supply supply(Purchase last, Duration lasts, By by) {
        return new Supply(
                last.contact(),
                last.productId(),
                last.sku(),
                last.at(),
                last.at().plus(lasts),
                by,
                null);
    }

    /** The mean time between the days on which something was bought, as exact as it is kept; empty before the third. */
    private Optional<Duration> rhythm(List<Purchase> bought) {
        List<LocalDate> days = bought.stream()
                .map(purchase -> purchase.at().atZone(zone).toLocalDate())
                .distinct()
                .sorted()
                .toList();
        if (days.size() < DAYS_OF_A_RHYTHM) {
            return Optional.empty();
        }
        Duration all = Duration.ofDays(ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)));
        return Optional.of(all.dividedBy(days.size() - 1L).truncatedTo(ChronoUnit.MICROS));
    }

    private static Purchase last(List<Purchase> bought) {
        return bought.stream().max(Comparator.comparing(Purchase::at)).orElseThrow();
    }

    private Integer usageDays(String productId) {
        Product product = products.get(productId);
        return product == null ? null : product.usageDays();
    }

    private String category(Purchase purchase) {
        Product product = products.get(purchase.productId());
        return Stream.of(product == null ? null : product.category(), purchase.category())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
