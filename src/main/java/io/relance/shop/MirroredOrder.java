package io.relance.shop;

import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An order while activities are applied to it. */
class MirroredOrder {

    static final String COMPLETED = "completed";
    static final String UPDATED = "updated";
    static final String CANCELLED = "cancelled";
    static final String REFUNDED = "refunded";

    final ContactId contact;
    final String orderId;
    String status = UPDATED;
    List<CartLine> lines = List.of();
    BigDecimal total = Lines.tidy(BigDecimal.ZERO);
    String currency;
    BigDecimal refunded = Lines.tidy(BigDecimal.ZERO);
    Instant completedAt;
    List<String> carts = List.of();
    boolean withCode;

    MirroredOrder(ContactId contact, String orderId, String currency) {
        this.contact = contact;
        this.orderId = orderId;
        this.currency = currency;
    }

    boolean isCompleted() {
        return completedAt != null;
    }

    /** Whether the cart is one that this order ended, though nobody had told of the cart when the order came in. */
    boolean couldHaveEnded(MirroredCart cart) {
        return isCompleted()
                && carts.isEmpty()
                && cart.status == Cart.Status.OPEN
                && cart.changedAt.isBefore(completedAt)
                && (lines.isEmpty() || Lines.shareProduct(cart.lines, lines));
    }

    void ended(MirroredCart cart) {
        cart.order(completedAt);
        carts = List.of(cart.cartId);
    }

    /** Takes over what an activity says about the order as a whole. */
    void describe(List<CartLine> told, BigDecimal toldTotal, String money) {
        if (!told.isEmpty()) {
            lines = told;
        }
        if (!told.isEmpty() || toldTotal != null) {
            total = Lines.total(toldTotal, lines);
        }
        currency = money == null ? currency : money;
        settle();
    }

    /** The purchase itself; what came in before it (an update, a refund) stays true. */
    void complete(Instant at) {
        completedAt = at;
        if (status.equals(UPDATED)) {
            status = COMPLETED;
        }
        settle();
    }

    void update() {
        if (status.equals(COMPLETED)) {
            status = UPDATED;
        }
    }

    void cancel() {
        status = CANCELLED;
    }

    /** Gives back an amount, or everything where none is told; answers how much. */
    BigDecimal refund(BigDecimal amount) {
        if (amount == null) {
            BigDecimal rest = total.subtract(refunded).max(BigDecimal.ZERO);
            refunded = total.max(refunded);
            status = status.equals(CANCELLED) ? CANCELLED : REFUNDED;
            return Lines.tidy(rest);
        }
        refunded = refunded.add(amount);
        settle();
        return amount;
    }

    private void settle() {
        boolean whole = total.signum() > 0 && refunded.compareTo(total) >= 0;
        if (whole && !status.equals(CANCELLED)) {
            status = REFUNDED;
        }
    }

    /** What the shop keeps of its total. */
    BigDecimal kept() {
        boolean gone = status.equals(CANCELLED) || status.equals(REFUNDED);
        return gone ? BigDecimal.ZERO : total.subtract(refunded).max(BigDecimal.ZERO);
    }

    Order toOrder() {
        return new Order(contact, orderId, status, lines, new Money(total, currency), completedAt);
    }
}
