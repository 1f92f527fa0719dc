package io.relance.message.writing;

import io.relance.shop.Cart;
import io.relance.shop.CartLine;
import io.relance.shop.Order;
import io.relance.shop.shelf.Product;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Carts, orders and products as maps that templates read. */
final class GoodsWords {

    private GoodsWords() {}

    static Map<String, Object> cart(Cart cart) {
        Map<String, Object> word = new HashMap<>();
        word.put("id", cart.cartId());
        word.put("checkoutId", cart.checkoutId());
        word.put("total", cart.total().amount());
        word.put("value", cart.total().amount());
        word.put("currency", cart.total().currency());
        word.put("url", cart.url());
        word.put("changedAt", cart.changedAt());
        word.put("status", cart.status().name().toLowerCase(Locale.ROOT));
        word.put("ordered", cart.status() == Cart.Status.ORDERED);
        word.put("count", cart.lines().stream().mapToInt(CartLine::quantity).sum());
        word.put("lines", cart.lines().stream().map(GoodsWords::line).toList());
        return word;
    }

    static Map<String, Object> order(Order order) {
        Map<String, Object> word = new HashMap<>();
        word.put("id", order.orderId());
        word.put("total", order.total().amount());
        word.put("currency", order.total().currency());
        word.put("status", order.status());
        word.put("completedAt", order.completedAt());
        word.put("lines", order.lines().stream().map(GoodsWords::line).toList());
        return word;
    }

    static Map<String, Object> shelf(Product product) {
        Map<String, Object> word = new HashMap<>();
        word.put("productId", product.productId());
        word.put("name", product.name());
        word.put("category", product.category());
        word.put("price", product.price());
        word.put("url", product.url());
        word.put("imageUrl", product.imageUrl());
        return word;
    }

    static Map<String, Object> line(CartLine line) {
        Map<String, Object> word = new HashMap<>();
        word.put("productId", line.productId());
        word.put("sku", line.sku());
        word.put("name", line.name());
        word.put("variant", line.variant());
        word.put("category", line.category());
        word.put("price", line.price());
        word.put("quantity", line.quantity());
        word.put("total", line.price() == null ? null : line.price().multiply(BigDecimal.valueOf(line.quantity())));
        word.put("url", line.url());
        word.put("imageUrl", line.imageUrl());
        return word;
    }
}
