package io.relance.shop.shelf;

import io.relance.shop.ShopProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the shop has on its shelf, mirrored from the news that its own systems tell. */
@Component
public class Shelf {

    private final ShelfRows rows;
    private final ShelfSettings settings;
    private final ShopProfile shop;
    private final ApplicationEventPublisher events;

    Shelf(ShelfRows rows, ShelfSettings settings, ShopProfile shop, ApplicationEventPublisher events) {
        this.rows = rows;
        this.settings = settings;
        this.shop = shop;
        this.events = events;
    }

    /** Whether a source (the name of a write key) may change the shelf. */
    public boolean takesFrom(String source) {
        return settings.catalogSources().contains(source);
    }

    /** Whether an event of that name is news of a product. */
    public static boolean isNews(String name) {
        return Names.isOfProducts(name) || Names.isOfStock(name);
    }

    /** The product that news is about; null when it names none. */
    public static String productId(Map<String, Object> properties) {
        return News.productId(properties);
    }

    /** Applies news in the given order, in the caller's transaction; the products stay locked until that ends. */
    @Transactional
    public void receive(List<ShelfEvent> news) {
        if (news.isEmpty()) {
            return;
        }
        Map<String, List<ShelfEvent>> byProduct = new TreeMap<>();
        news.forEach(each -> byProduct
                .computeIfAbsent(News.productId(each.properties()), id -> new ArrayList<>())
                .add(each));
        Map<String, ShelvedProduct> products = rows.lock(byProduct.keySet());
        ShelfChanged changed = new ShelfChanged(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        byProduct.forEach((id, told) -> apply(told, products.get(id), changed));
        rows.write(products.values());
        if (!changed.restocked().isEmpty()
                || !changed.cheaper().isEmpty()
                || !changed.lasting().isEmpty()) {
            events.publishEvent(changed);
        }
    }

    /** What live and what old news change is told apart: what follows from old news starts nothing. */
    private void apply(List<ShelfEvent> told, ShelvedProduct product, ShelfChanged changed) {
        Product before = product.toProduct();
        for (int i = 0; i < told.size(); i++) {
            boolean live = told.get(i).live();
            new News(told.get(i), shop.currency().getCurrencyCode()).applyTo(product);
            if (i + 1 == told.size() || told.get(i + 1).live() != live) {
                Product after = product.toProduct();
                note(new Difference(before, after), live, changed);
                before = after;
            }
        }
    }

    private static void note(Difference difference, boolean live, ShelfChanged changed) {
        String product = difference.after().productId();
        if (live) {
            changed.restocked().addAll(difference.restocked());
        }
        if (live && difference.isCheaper()) {
            changed.cheaper().add(product);
        }
        if (difference.lastsAnotherTime()) {
            changed.lasting().add(product);
        }
    }

    /** A product; empty when nobody ever told of it. */
    public Optional<Product> find(String productId) {
        return Optional.ofNullable(findAll(List.of(productId)).get(productId));
    }

    /** Those of these products that are known, by their ids, in one read each for products and variants. */
    public Map<String, Product> findAll(Collection<String> productIds) {
        Map<String, Product> products = new HashMap<>();
        List<String> asked =
                productIds.stream().filter(Objects::nonNull).distinct().toList();
        if (!asked.isEmpty()) {
            rows.find(asked).forEach((id, product) -> products.put(id, product.toProduct()));
        }
        return products;
    }

    /** The products of these skus, as far as a variant goes by one, in one read more than {@link #findAll}. */
    public Map<String, Product> findBySkus(Collection<String> skus) {
        Map<String, Product> products = new HashMap<>();
        if (!skus.isEmpty()) {
            Map<String, String> ids = rows.productsBySku(skus);
            Map<String, Product> found = findAll(ids.values());
            ids.forEach((sku, id) -> products.put(sku, found.get(id)));
        }
        return products;
    }
}
