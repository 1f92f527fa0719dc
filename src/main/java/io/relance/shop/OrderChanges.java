package io.relance.shop;

import io.relance.contact.Activity;
import io.relance.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one order activity does to the orders and carts of its contact. */
class OrderChanges {

    private final MirrorBatch batch;
    private final Activity activity;
    private final Told told;
    private final References references;
    private final List<CartLine> lines;
    private final Instant at;

    OrderChanges(MirrorBatch batch, Activity activity) {
        this.batch = batch;
        this.activity = activity;
        this.told = new Told(activity.properties());
        this.references = References.in(activity);
        this.lines = told.products().orElse(List.of());
        this.at = activity.at().truncatedTo(ChronoUnit.MICROS);
    }

    void apply() {
        String name = References.nameOf(activity);
        if (name.equals(References.ORDER_COMPLETED)) {
            complete(batch.order(activity.contact(), references.orderIdOr(activity.id())));
        } else if (references.orderId() != null) {
            MirroredOrder order = batch.order(activity.contact(), references.orderId());
            switch (name) {
                case "order updated" -> update(order);
                case "order refunded" -> refund(order);
                default -> order.cancel();
            }
        }
    }

    private void complete(MirroredOrder order) {
        order.withCode |= told.hasCode();
        order.describe(lines, total(), told.currency());
        if (order.isCompleted()) {
            // The same order told again ends nothing more; a cart begun anew since is no longer its own.
            order.carts = order.carts.stream().filter(this::isStillOrdered).toList();
            return;
        }
        order.complete(at);
        List<MirroredCart> ended = ended(order);
        ended.forEach(cart -> cart.order(at));
        order.carts = ended.stream().map(cart -> cart.cartId).toList();
    }

    private boolean isStillOrdered(String cartId) {
        return batch.named(activity.contact(), new References(cartId, null, null, null))
                .filter(cart -> cart.status == Cart.Status.ORDERED)
                .isPresent();
    }

    private List<MirroredCart> ended(MirroredOrder order) {
        Optional<MirroredCart> named = batch.named(activity.contact(), references);
        if (named.isPresent()) {
            return named.filter(this::isOf).stream().toList();
        }
        List<MirroredCart> others = unnamed();
        if (references.cartId() == null) {
            return others;
        }
        endElsewhere(order);
        // News of that very cart may arrive after its order: it will find the cart ordered.
        return Stream.concat(others.stream(), Stream.of(unseen(order))).toList();
    }

    /** Filled by somebody we know, ordered by somebody else: the cart is ordered, the order is not the owner's. */
    private void endElsewhere(MirroredOrder order) {
        batch.elsewhere(activity.contact(), references.cartId())
                .filter(this::isOf)
                .filter(cart -> order.lines.isEmpty() || Lines.shareProduct(cart.lines, order.lines))
                .ifPresent(cart -> {
                    cart.order(at);
                    batch.add(new CartOrderedByAnother(cart.contact, cart.cartId, activity));
                });
    }

    private List<MirroredCart> unnamed() {
        Optional<MirroredCart> checkedOut =
                batch.named(activity.contact(), references.checkoutId(), references.cartToken());
        if (checkedOut.isPresent()) {
            return checkedOut.filter(this::isOf).stream().toList();
        }
        return batch.open(activity.contact())
                .filter(this::isOf)
                .filter(open -> lines.isEmpty() || Lines.shareProduct(open.lines, lines))
                .toList();
    }

    /** An order of long ago, told only now, did not end a cart that changed since. */
    private boolean isOf(MirroredCart cart) {
        return activity.live() || !cart.changedAt.isAfter(at);
    }

    private MirroredCart unseen(MirroredOrder order) {
        MirroredCart cart = batch.begin(activity, references.cartId(), at);
        cart.describe(references.checkoutId(), references.cartToken(), null, order.currency);
        cart.lines = order.lines;
        cart.total = order.total;
        return cart;
    }

    private void update(MirroredOrder order) {
        order.describe(lines, total(), told.currency());
        order.update();
    }

    private void refund(MirroredOrder order) {
        BigDecimal amount = told.number("total", "value");
        BigDecimal asked = amount == null && !lines.isEmpty() ? Lines.sum(lines) : amount;
        BigDecimal given = order.refund(asked == null ? null : asked.abs());
        batch.add(new MirrorBatch.Refund(activity.id(), order, at, new Money(given, order.currency), lines));
    }

    private BigDecimal total() {
        return told.number("total", "revenue", "value");
    }
}
