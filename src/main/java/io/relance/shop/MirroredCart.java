package io.relance.shop;

import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cart while activities are applied to it; knows whether it has to be written back. */
class MirroredCart {

    final ContactId contact;
    final String cartId;
    String checkoutId;
    String token;
    Cart.Status status = Cart.Status.OPEN;
    List<CartLine> lines = List.of();
    BigDecimal total = Lines.tidy(BigDecimal.ZERO);
    String currency;
    Instant changedAt;
    Instant orderedAt;
    String url;
    Instant abandonDueAt;
    boolean dirty;

    MirroredCart(ContactId contact, String cartId, String currency, Instant changedAt) {
        this.contact = contact;
        this.cartId = cartId;
        this.currency = currency;
        this.changedAt = changedAt;
    }

    /** Whether what happened then is late news of a state that an order has ended. */
    boolean wasOrderedAfter(Instant at) {
        return orderedAt != null && at.isBefore(orderedAt);
    }

    /** Takes over what the activity says about the cart as a whole. */
    void describe(String checkout, String cartToken, String address, String money) {
        checkoutId = told(checkout, checkoutId);
        token = told(cartToken, token);
        url = told(address, url);
        currency = told(money, currency);
    }

    private String told(String now, String before) {
        dirty |= now != null && !now.equals(before);
        return now == null ? before : now;
    }

    void add(CartLine line) {
        // What an order ended is gone; the same cart begins anew.
        List<CartLine> now = status == Cart.Status.ORDERED ? new ArrayList<>() : new ArrayList<>(lines);
        Lines.add(now, line);
        hold(now, null);
    }

    /** Answers false when the cart holds no such product. */
    boolean remove(CartLine line) {
        List<CartLine> now = new ArrayList<>(lines);
        if (status != Cart.Status.OPEN || !Lines.remove(now, line)) {
            return false;
        }
        hold(now, null);
        return true;
    }

    /** Replaces the contents; answers whether products or quantities differ from before. */
    boolean show(List<CartLine> told, BigDecimal toldTotal) {
        boolean ordered = status == Cart.Status.ORDERED;
        // A shop empties its cart once it is ordered: that is still the ordered one.
        boolean differ = !Lines.sameContents(told, lines) && !(ordered && told.isEmpty());
        if (differ) {
            hold(Lines.completed(told, lines), toldTotal);
        } else if (!ordered) {
            detail(Lines.completed(told, lines), toldTotal);
        }
        return differ;
    }

    private void hold(List<CartLine> now, BigDecimal toldTotal) {
        if (status == Cart.Status.ORDERED) {
            checkoutId = null;
            url = null;
        }
        lines = List.copyOf(now);
        total = Lines.total(toldTotal, lines);
        status = lines.isEmpty() ? Cart.Status.EMPTIED : Cart.Status.OPEN;
        dirty = true;
    }

    private void detail(List<CartLine> now, BigDecimal toldTotal) {
        boolean repriced = Lines.sum(now).compareTo(Lines.sum(lines)) != 0;
        BigDecimal amount = toldTotal == null && !repriced ? total : Lines.total(toldTotal, now);
        dirty |= !now.equals(lines) || amount.compareTo(total) != 0;
        lines = now;
        total = amount;
    }

    /** The amount of the whole where an activity gives it without products. */
    void value(BigDecimal told) {
        if (told != null) {
            detail(lines, told);
        }
    }

    /** A change: the time to abandonment runs from here, where it is one that people of today made. */
    void changed(Instant at, boolean live, Duration abandonedAfter) {
        changedAt = changedAt.isBefore(at) ? at : changedAt;
        if (status != Cart.Status.OPEN || lines.isEmpty()) {
            abandonDueAt = null;
        } else if (live) {
            abandonDueAt = changedAt.plus(abandonedAfter);
        }
        dirty = true;
    }

    /** The shop judged this state itself; we do not do it again. */
    void judged() {
        dirty |= abandonDueAt != null;
        abandonDueAt = null;
    }

    void order(Instant at) {
        status = Cart.Status.ORDERED;
        orderedAt = orderedAt == null || orderedAt.isBefore(at) ? at : orderedAt;
        abandonDueAt = null;
        dirty = true;
    }

    Cart toCart(ShopProfile shop) {
        return new Cart(
                contact,
                cartId,
                checkoutId == null ? token : checkoutId,
                status,
                lines,
                new Money(total, currency),
                changedAt,
                url == null ? shop.cartAddress(cartId, lines) : url);
    }
}
