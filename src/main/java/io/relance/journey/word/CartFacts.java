package io.relance.journey.word;

import io.relance.journey.run.Run;
import io.relance.journey.run.RunKeys;
import io.relance.shop.Cart;
import io.relance.shop.CartLine;
import io.relance.shop.Order;
import io.relance.shop.ShopProfile;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The cart, the order and the product a run is about, as maps. */
@Component
class CartFacts {

    private final ShopProfile shop;

    CartFacts(ShopProfile shop) {
        this.shop = shop;
    }

    /** Null for null. */
    Map<String, Object> cart(Cart cart) {
        if (cart == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", cart.cartId());
        values.put("checkoutId", cart.checkoutId());
        values.put("total", cart.total() == null ? null : cart.total().amount());
        values.put(
                "value",
                cart.total() == null ? null : shop.inShopCurrency(cart.total()).amount());
        values.put("currency", cart.total() == null ? null : cart.total().currency());
        values.put("url", cart.url());
        values.put("changedAt", cart.changedAt());
        values.put("status", cart.status().name().toLowerCase(java.util.Locale.ROOT));
        values.put("ordered", cart.status() == Cart.Status.ORDERED);
        values.put("count", cart.lines().stream().mapToInt(CartLine::quantity).sum());
        values.put("lines", cart.lines().stream().map(CartFacts::line).toList());
        return values;
    }

    /** Null for null. */
    static Map<String, Object> order(Order order) {
        if (order == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", order.orderId());
        values.put("total", order.total() == null ? null : order.total().amount());
        values.put("currency", order.total() == null ? null : order.total().currency());
        values.put("status", order.status());
        values.put("completedAt", order.completedAt());
        values.put("count", order.lines().stream().mapToInt(CartLine::quantity).sum());
        values.put("lines", order.lines().stream().map(CartFacts::line).toList());
        return values;
    }

    /** The line of the run's cart or order that holds its product; null when there is none. */
    static Map<String, Object> product(Run run, Cart cart, Order order) {
        String productId = RunKeys.product(run);
        if (productId == null) {
            return null;
        }
        return Stream.concat(
                        cart == null ? Stream.of() : cart.lines().stream(),
                        order == null ? Stream.of() : order.lines().stream())
                .filter(line -> productId.equals(line.productId()) || productId.equals(line.sku()))
                .findFirst()
                .map(CartFacts::line)
                .orElseGet(() -> Map.of("productId", productId));
    }

    private static Map<String, Object> line(CartLine line) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("productId", line.productId());
        values.put("sku", line.sku());
        values.put("name", line.name());
        values.put("variant", line.variant());
        values.put("category", line.category());
        values.put("price", line.price());
        values.put("quantity", line.quantity());
        values.put("total", line.price() == null ? null : line.price().multiply(BigDecimal.valueOf(line.quantity())));
        values.put("url", line.url());
        values.put("imageUrl", line.imageUrl());
        return values;
    }
}
