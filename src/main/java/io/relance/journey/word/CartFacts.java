package io.relance.journey.word;

import io.relance.journey.run.Run;
import io.relance.journey.run.RunKeys;
import io.relance.shop.Cart;
import io.relance.shop.CartLine;
import io.relance.shop.Carts;
import io.relance.shop.Order;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The cart, the order and the product a run is about, as maps. */
@Component
class CartFacts {

    private final Carts carts;
    private final Orders orders;
    private final ShopProfile shop;

    CartFacts(Carts carts, Orders orders, ShopProfile shop) {
        this.carts = carts;
        this.orders = orders;
        this.shop = shop;
    }

    /** Null when the run is about no cart. */
    Map<String, Object> cart(Run run) {
        String cartId = RunKeys.cart(run);
        return cartId == null
                ? null
                : carts.find(run.contact(), cartId).map(this::map).orElse(null);
    }

    private Map<String, Object> map(Cart cart) {
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

    /** Null when the run is about no order. */
    Map<String, Object> order(Run run) {
        String orderId = RunKeys.order(run);
        return orderId == null
                ? null
                : orders.find(run.contact(), orderId).map(CartFacts::map).orElse(null);
    }

    private static Map<String, Object> map(Order order) {
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
    Map<String, Object> product(Run run) {
        String productId = RunKeys.product(run);
        if (productId == null) {
            return null;
        }
        return Stream.of(cart(run), order(run))
                .filter(Objects::nonNull)
                .flatMap(holder -> ((List<?>) holder.get("lines")).stream())
                .map(CartFacts::asMap)
                .filter(line -> productId.equals(line.get("productId")) || productId.equals(line.get("sku")))
                .findFirst()
                .orElseGet(() -> Map.of("productId", productId));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object line) {
        return (Map<String, Object>) line;
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
