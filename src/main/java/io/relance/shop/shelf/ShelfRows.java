package io.relance.shop.shelf;

import io.relance.shop.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of products and variants. */
@Component
class ShelfRows {

    private static final int TOGETHER = 200;

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final String writeProducts = Sql.named("write-products");
    private final String writeVariants = Sql.named("write-variants");

    ShelfRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** These products, locked in the order of their ids; those nobody knew are made. */
    Map<String, ShelvedProduct> lock(Collection<String> productIds) {
        String[] ids = productIds.stream().distinct().sorted().toArray(String[]::new);
        sql.sql("insert into shop.product (product_id) select id from unnest(:ids) as id on conflict do nothing")
                .param("ids", ids)
                .update();
        return read(ids, " order by product_id for update");
    }

    /** Those of these products that are known. */
    Map<String, ShelvedProduct> find(Collection<String> productIds) {
        return read(productIds.stream().distinct().toArray(String[]::new), "");
    }

    /** The product of each of these skus that a variant goes by; of several the first, so that it is always the same. */
    Map<String, String> productsBySku(Collection<String> skus) {
        Map<String, String> products = new LinkedHashMap<>();
        sql.sql("select sku, min(product_id) as product_id from shop.variant where sku = any(:skus) group by sku")
                .param("skus", skus.stream().distinct().toArray(String[]::new))
                .query(row -> {
                    products.put(row.getString("sku"), row.getString("product_id"));
                });
        return products;
    }

    /** The same without their variants. */
    Map<String, ShelvedProduct> findBare(Collection<String> productIds) {
        return products(productIds.stream().distinct().toArray(String[]::new), "");
    }

    private Map<String, ShelvedProduct> products(String[] ids, String how) {
        Map<String, ShelvedProduct> products = new LinkedHashMap<>();
        sql.sql("select * from shop.product where product_id = any(:ids)" + how)
                .param("ids", ids)
                .query(row -> {
                    ShelvedProduct product = product(row);
                    products.put(product.productId, product);
                });
        return products;
    }

    private Map<String, ShelvedProduct> read(String[] ids, String how) {
        Map<String, ShelvedProduct> products = products(ids, how);
        sql.sql("select * from shop.variant where product_id = any(:ids) order by product_id, variant_id")
                .param("ids", ids)
                .query(row -> {
                    ShelvedProduct product = products.get(row.getString("product_id"));
                    if (product != null) {
                        product.put(variant(row));
                    }
                });
        return products;
    }

    /** Writes what changed. */
    void write(Collection<ShelvedProduct> products) {
        List<ShelvedProduct> changed =
                products.stream().filter(product -> product.dirty).toList();
        batches.batchUpdate(writeProducts, changed, TOGETHER, (statement, product) -> {
            statement.setString(1, product.name);
            statement.setString(2, product.category);
            statement.setString(3, product.url);
            statement.setString(4, product.imageUrl);
            statement.setObject(5, product.usageDays);
            statement.setObject(6, Sql.time(product.describedAt));
            statement.setBigDecimal(7, product.price);
            statement.setBigDecimal(8, product.compareAtPrice);
            statement.setString(9, product.currency);
            statement.setObject(10, Sql.time(product.pricedAt));
            statement.setObject(11, product.learnedFrom);
            statement.setString(12, product.productId);
        });
        writeVariants(products.stream()
                .flatMap(product -> product.variants().stream()
                        .filter(variant -> variant.dirty)
                        .map(variant -> new Placed(product.productId, variant)))
                .toList());
    }

    private void writeVariants(List<Placed> variants) {
        batches.batchUpdate(writeVariants, variants, TOGETHER, (statement, placed) -> {
            ShelvedVariant variant = placed.variant();
            statement.setString(1, placed.productId());
            statement.setString(2, variant.variantId);
            statement.setString(3, variant.sku);
            statement.setString(4, variant.name);
            statement.setObject(5, Sql.time(variant.describedAt));
            statement.setBigDecimal(6, variant.price);
            statement.setBigDecimal(7, variant.compareAtPrice);
            statement.setString(8, variant.currency);
            statement.setObject(9, Sql.time(variant.pricedAt));
            statement.setObject(10, variant.stock);
            statement.setObject(11, Sql.time(variant.stockAt));
            statement.setObject(12, Sql.time(variant.inStockSince));
        });
    }

    private record Placed(String productId, ShelvedVariant variant) {}

    /** Adds products that nobody told of before; what is known stays. */
    void learn(Collection<ShelvedProduct> products) {
        batches.batchUpdate(
                """
                insert into shop.product (product_id, name, category, url, image_url, price, currency, learned_from)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                products,
                TOGETHER,
                (statement, product) -> {
                    statement.setString(1, product.productId);
                    statement.setString(2, product.name);
                    statement.setString(3, product.category);
                    statement.setString(4, product.url);
                    statement.setString(5, product.imageUrl);
                    statement.setBigDecimal(6, product.price);
                    statement.setString(7, product.currency);
                    statement.setObject(8, product.learnedFrom);
                });
    }

    private static ShelvedProduct product(ResultSet row) throws SQLException {
        ShelvedProduct product = new ShelvedProduct(row.getString("product_id"));
        product.name = row.getString("name");
        product.category = row.getString("category");
        product.url = row.getString("url");
        product.imageUrl = row.getString("image_url");
        product.usageDays = row.getObject("usage_days", Integer.class);
        product.describedAt = moment(row, "described_at");
        product.price = row.getBigDecimal("price");
        product.compareAtPrice = row.getBigDecimal("compare_at_price");
        product.currency = row.getString("currency");
        product.pricedAt = moment(row, "priced_at");
        product.learnedFrom = row.getObject("learned_from", Long.class);
        return product;
    }

    private static ShelvedVariant variant(ResultSet row) throws SQLException {
        ShelvedVariant variant = new ShelvedVariant(row.getString("variant_id"));
        variant.sku = row.getString("sku");
        variant.name = row.getString("name");
        variant.describedAt = moment(row, "described_at");
        variant.price = row.getBigDecimal("price");
        variant.compareAtPrice = row.getBigDecimal("compare_at_price");
        variant.currency = row.getString("currency");
        variant.pricedAt = moment(row, "priced_at");
        variant.stock = row.getObject("stock", Integer.class);
        variant.stockAt = moment(row, "stock_at");
        variant.inStockSince = moment(row, "in_stock_since");
        return variant;
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Sql.moment(row.getObject(column, OffsetDateTime.class));
    }
}
