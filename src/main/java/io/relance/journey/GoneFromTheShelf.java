package io.relance.journey;

import io.relance.journey.run.Enrolments;
import io.relance.journey.run.Run;
import io.relance.message.Draft;
import io.relance.message.LastObjections;
import io.relance.pressure.Why;
import io.relance.shared.MessageClass;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Before a marketing message about products is handed over the shelf is asked again: it stays where they are sold out,
 * or no longer cost as little as its run was told. One about several goes out as long as one of them is worth it.
 */
@Component
class GoneFromTheShelf implements LastObjections {

    private static final Why SOLD_OUT = Why.of(
            "content_out_of_stock", "The product is sold out by now.", "Le produit n’est plus en stock entre-temps.");

    private static final Why DEARER = Why.of(
            "content_price_changed",
            "The price that was to be told does not hold any more.",
            "Le prix à annoncer n’est plus valable.");

    private final Enrolments enrolments;
    private final Shelf shelf;

    GoneFromTheShelf(Enrolments enrolments, Shelf shelf) {
        this.enrolments = enrolments;
        this.shelf = shelf;
    }

    /** A product a message is about, as its run was told; {@code reducedTo} null where that was about no price. */
    private record Item(String productId, String variant, BigDecimal reducedTo) {}

    @Override
    public Map<Long, Why> to(Map<Long, Draft> messages) {
        Map<Long, Draft> about = new HashMap<>(messages);
        about.values()
                .removeIf(draft -> draft.productId() == null
                        || draft.orderId() != null
                        || draft.step() == null
                        || draft.messageClass() != MessageClass.MARKETING);
        if (about.isEmpty()) {
            return Map.of();
        }
        Map<Long, Run> runs = enrolments.findAll(
                about.values().stream().map(draft -> draft.step().enrolment()).collect(Collectors.toSet()));
        Map<Long, List<Item>> items = new HashMap<>();
        about.forEach(
                (id, draft) -> items.put(id, items(draft, runs.get(draft.step().enrolment()))));
        Map<String, Product> products = shelf.findAll(items.values().stream()
                .flatMap(List::stream)
                .map(Item::productId)
                .toList());
        Map<Long, Why> objections = new HashMap<>();
        items.forEach((id, all) -> objection(all, products).ifPresent(why -> objections.put(id, why)));
        return objections;
    }

    private static List<Item> items(Draft draft, Run run) {
        Map<String, Object> trigger = run == null ? Map.of() : run.trigger();
        if (trigger.get("price_before") != null && trigger.get("products") instanceof List<?> several) {
            return several.stream()
                    .filter(Map.class::isInstance)
                    .map(each -> item((Map<?, ?>) each, null))
                    .filter(item -> item.productId() != null)
                    .toList();
        }
        return List.of(item(trigger, draft.productId()));
    }

    private static Item item(Map<?, ?> told, String productId) {
        return new Item(
                productId == null ? text(told.get("product_id")) : productId,
                Stream.of("variant_id", "sku")
                        .map(name -> text(told.get(name)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                told.get("price_before") == null ? null : amount(told.get("price")));
    }

    /** The first one's reason, where there is one for each. */
    private static Optional<Why> objection(List<Item> items, Map<String, Product> products) {
        List<Optional<Why>> each = items.stream()
                .map(item -> objection(item, products.get(item.productId())))
                .toList();
        return !each.isEmpty() && each.stream().allMatch(Optional::isPresent) ? each.get(0) : Optional.empty();
    }

    private static Optional<Why> objection(Item item, Product product) {
        if (product == null) {
            return Optional.empty();
        }
        if (product.isSoldOut(item.variant())) {
            return Optional.of(SOLD_OUT);
        }
        BigDecimal price = product.priceOf(item.variant());
        boolean dearer = item.reducedTo() != null && price != null && price.compareTo(item.reducedTo()) > 0;
        return dearer ? Optional.of(DEARER) : Optional.empty();
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static BigDecimal amount(Object value) {
        try {
            return value == null ? null : new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
