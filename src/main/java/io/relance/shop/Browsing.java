package io.relance.shop;

import java.util.Set;

/** Which activities mean that the person is in the shop: a visit, the cart, the checkout; never an order. */
public final class Browsing {

    /** Canonical names. */
    public static final Set<String> NAMES = Set.of(
            "Page Viewed",
            "Screen Viewed",
            "Products Searched",
            "Product List Viewed",
            "Product List Filtered",
            "Promotion Clicked",
            "Product Clicked",
            "Product Viewed",
            "Product Added",
            "Product Removed",
            "Product Added to Wishlist",
            "Product Removed from Wishlist",
            "Wishlist Product Added to Cart",
            "Cart Viewed",
            "Cart Shared",
            "Checkout Started",
            "Checkout Step Viewed",
            "Checkout Step Completed",
            "Payment Info Entered",
            "Coupon Entered",
            "Coupon Applied",
            "Coupon Denied",
            "Coupon Removed");

    private Browsing() {}
}
