package io.relance.shop.wish;

import io.relance.contact.NewActivity;
import io.relance.shared.ContactId;
import io.relance.shared.Money;
import io.relance.shop.ShopProfile;
import io.relance.shop.shelf.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How much less than they saw a person's products cost now, put into one activity. */
@Component
class Drops {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ShopProfile shop;
    private final PriceDropSettings settings;

    Drops(ShopProfile shop, PriceDropSettings settings) {
        this.shop = shop;
        this.settings = settings;
    }

    private record Drop(Interest interest, Product product, BigDecimal before, BigDecimal now) {

        BigDecimal percent() {
            return before.subtract(now).multiply(HUNDRED).divide(before, 0, RoundingMode.DOWN);
        }

        Map<String, Object> properties() {
            Map<String, Object> properties =
                    new LinkedHashMap<>(product.properties(product.called(interest.variant, interest.sku)));
            properties.put("price", now);
            properties.put("price_before", before);
            properties.put("percent", percent().intValueExact());
            return properties;
        }
    }

    /** What there is to tell a person, the deepest drop first. From then on they know the new prices. */
    Optional<NewActivity> told(ContactId contact, List<Interest> seen, Map<String, Product> products, Instant now) {
        List<Drop> drops = seen.stream()
                .flatMap(interest -> drop(interest, products.get(interest.productId)).stream())
                .sorted(Comparator.comparing(Drop::percent).reversed())
                .toList();
        if (drops.isEmpty()) {
            return Optional.empty();
        }
        drops.forEach(drop -> drop.interest().told(drop.now(), now));
        Map<String, Object> properties = drops.get(0).properties();
        properties.put("products", drops.stream().map(Drop::properties).toList());
        return Optional.of(new NewActivity(contact, now, "Price Dropped", properties, "shop", true));
    }

    private Optional<Drop> drop(Interest interest, Product product) {
        if (product == null || interest.price == null) {
            return Optional.empty();
        }
        boolean bought = interest.boughtAt != null && !interest.boughtAt.isBefore(interest.seenAt);
        String variant = product.called(interest.variant, interest.sku);
        Money before = new Money(interest.price, interest.currency);
        return bought || product.isSoldOut(variant)
                ? Optional.empty()
                : product.toldPrice(variant)
                        .filter(now -> now.currency().equals(before.currency()))
                        .filter(now -> settings.isWorthTelling(inShopCurrency(before), inShopCurrency(now)))
                        .map(now -> new Drop(interest, product, before.amount(), now.amount()));
    }

    private BigDecimal inShopCurrency(Money money) {
        return shop.inShopCurrency(money).amount();
    }
}
