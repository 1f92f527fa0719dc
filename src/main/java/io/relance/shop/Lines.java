package io.relance.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What can be done with the lines of a cart or an order; their order is kept. */
final class Lines {

    /** More pieces of one product than this are not counted. */
    static final int MOST = 1_000_000;

    private Lines() {}

    /** Adds pieces: to the line of the same product where there is one, as a new last line otherwise. */
    static void add(List<CartLine> lines, CartLine more) {
        int at = indexOf(lines, more);
        if (at < 0) {
            lines.add(more);
            return;
        }
        CartLine known = lines.get(at);
        lines.set(at, completed(more, known, Math.min(MOST, known.quantity() + more.quantity())));
    }

    /** Takes pieces away; a line with none left is dropped. Answers false when there is no line of that product. */
    static boolean remove(List<CartLine> lines, CartLine fewer) {
        int at = indexOf(lines, fewer);
        if (at < 0) {
            return false;
        }
        CartLine known = lines.get(at);
        int left = known.quantity() - fewer.quantity();
        if (left > 0) {
            lines.set(at, completed(known, known, left));
        } else {
            lines.remove(at);
        }
        return true;
    }

    /** The new lines, with what only the known ones say about the same products. */
    static List<CartLine> completed(List<CartLine> lines, List<CartLine> known) {
        return lines.stream()
                .map(line -> {
                    int at = indexOf(known, line);
                    return at < 0 ? line : completed(line, known.get(at), line.quantity());
                })
                .toList();
    }

    /** Whether both hold the same products in the same quantities; order, prices and pictures do not count. */
    static boolean sameContents(List<CartLine> some, List<CartLine> others) {
        List<CartLine> left = new ArrayList<>(others);
        for (CartLine line : some) {
            int at = indexOf(left, line);
            if (at < 0 || left.get(at).quantity() != line.quantity()) {
                return false;
            }
            left.remove(at);
        }
        return left.isEmpty();
    }

    /** Whether a product is in both, by its id or its sku. */
    static boolean shareProduct(List<CartLine> some, List<CartLine> others) {
        return some.stream().anyMatch(line -> others.stream()
                .anyMatch(other -> bothSay(line.productId(), other.productId()) || bothSay(line.sku(), other.sku())));
    }

    /** The sum over the lines whose price is known. */
    static BigDecimal sum(List<CartLine> lines) {
        return tidy(lines.stream()
                .filter(line -> line.price() != null)
                .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** The amount that was told, unless it is negative or 0 for goods that have a price; else the sum of the lines. */
    static BigDecimal total(BigDecimal told, List<CartLine> lines) {
        BigDecimal sum = sum(lines);
        boolean plausible = told != null && told.signum() >= (sum.signum() > 0 ? 1 : 0);
        return plausible ? told : sum;
    }

    /** One notation for equal amounts, so that they compare equal: two decimals, more (up to six) where needed. */
    static BigDecimal tidy(BigDecimal amount) {
        BigDecimal stripped = amount.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }

    /** The lines as the products of the e-commerce events. */
    static List<Map<String, Object>> products(List<CartLine> lines) {
        return lines.stream().map(Lines::product).toList();
    }

    private static Map<String, Object> product(CartLine line) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("product_id", line.productId());
        product.put("variant_id", line.variantId());
        product.put("sku", line.sku());
        product.put("category", line.category());
        product.put("name", line.name());
        product.put("variant", line.variant());
        product.put("price", line.price());
        product.put("quantity", line.quantity());
        product.put("url", line.url());
        product.put("image_url", line.imageUrl());
        product.values().removeIf(Objects::isNull);
        return product;
    }

    private static int indexOf(List<CartLine> lines, CartLine wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (isSameProduct(lines.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSameProduct(CartLine one, CartLine other) {
        boolean named = bothSay(one.productId(), other.productId())
                || bothSay(one.sku(), other.sku())
                || (hasNoId(one) && hasNoId(other) && bothSay(one.name(), other.name()));
        return named
                && agree(one.productId(), other.productId())
                && agree(one.variantId(), other.variantId())
                && agree(one.sku(), other.sku())
                && agree(one.variant(), other.variant());
    }

    private static boolean hasNoId(CartLine line) {
        return line.productId() == null && line.sku() == null;
    }

    private static boolean bothSay(String one, String other) {
        return one != null && one.equals(other);
    }

    private static boolean agree(String one, String other) {
        return one == null || other == null || one.equals(other);
    }

    private static CartLine completed(CartLine line, CartLine known, int quantity) {
        return new CartLine(
                or(line.productId(), known.productId()),
                or(line.sku(), known.sku()),
                or(line.name(), known.name()),
                or(line.variant(), known.variant()),
                or(line.category(), known.category()),
                or(line.price(), known.price()),
                quantity,
                or(line.url(), known.url()),
                or(line.imageUrl(), known.imageUrl()),
                or(line.variantId(), known.variantId()));
    }

    private static <T> T or(T told, T known) {
        return Optional.ofNullable(told).orElse(known);
    }
}
