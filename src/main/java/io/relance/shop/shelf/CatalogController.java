package io.relance.shop.shelf;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The shelf over HTTP: what stands there, and what an analyst corrects. */
@RestController
@RequestMapping("/api/catalog/{productId}")
class CatalogController {

    private static final int LONGEST_ID = 500;

    private static final Set<String> ACCEPTED = new TreeSet<>(Set.of(
            "name",
            "category",
            "url",
            "image_url",
            "price",
            "compare_at_price",
            "currency",
            "usage_days",
            "stock",
            "sku",
            "variants"));

    private final Shelf shelf;
    private final Clock clock;

    CatalogController(Shelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @GetMapping
    Map<String, Object> find(@PathVariable String productId) {
        return shelf.find(productId)
                .map(CatalogController::told)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "no product '" + productId + "' is on the shelf"));
    }

    /** What is left out stays as it is. */
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> change(@PathVariable String productId, @RequestBody Map<String, Object> body) {
        if (productId.length() > LONGEST_ID) {
            throw refused("a product's id is over 500 characters; accepted: up to 500");
        }
        Set<String> unknown = new TreeSet<>(body.keySet());
        unknown.removeAll(ACCEPTED);
        if (!unknown.isEmpty() || body.isEmpty()) {
            throw refused(
                    (unknown.isEmpty() ? "the body says nothing" : "a product has no " + String.join(", ", unknown))
                            + "; accepted: " + String.join(", ", ACCEPTED));
        }
        Map<String, Object> properties = new LinkedHashMap<>(body);
        properties.put("product_id", productId);
        List<String> wrong = Nonsense.in(body);
        if (!wrong.isEmpty()) {
            throw refused(String.join("; ", wrong));
        }
        shelf.receive(List.of(new ShelfEvent("Product Updated", clock.instant(), true, properties)));
        return find(productId);
    }

    private static ResponseStatusException refused(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }

    private static Map<String, Object> told(Product product) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("productId", product.productId());
        told.put("name", product.name());
        told.put("category", product.category());
        told.put("url", product.url());
        told.put("imageUrl", product.imageUrl());
        told.put("price", product.price());
        told.put("compareAtPrice", product.compareAtPrice());
        told.put("currency", product.currency());
        told.put("usageDays", product.usageDays());
        told.put("soldOut", product.isSoldOut(null));
        told.put("learned", product.describedAt() == null);
        told.put("describedAt", product.describedAt());
        told.put("pricedAt", product.pricedAt());
        told.put(
                "variants",
                product.variants().stream().map(CatalogController::told).toList());
        return told;
    }

    private static Map<String, Object> told(Product.Variant variant) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("variantId", variant.variantId());
        told.put("sku", variant.sku());
        told.put("name", variant.name());
        told.put("price", variant.price());
        told.put("compareAtPrice", variant.compareAtPrice());
        told.put("currency", variant.currency());
        told.put("stock", variant.stock());
        told.put("stockAt", variant.stockAt());
        told.put("inStockSince", variant.inStockSince());
        return told;
    }
}
