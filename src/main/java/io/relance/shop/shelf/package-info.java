/** What the shop has on its shelf: products, variants, prices, stock, as the shop's own systems tell them. */
@org.springframework.modulith.NamedInterface("shelf")
package io.relance.shop.shelf;
