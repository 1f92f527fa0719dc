package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** News of products comes in by the same door as what people do, and belongs to nobody. */
@TestPropertySource(properties = "relance.shop.catalog-sources=other")
class ShelfNewsTests extends IngestTest {

    @Autowired
    Shelf shelf;

    @Test
    void newsFromASourceThatMayTellItNeedsNobodyAndIsAppliedOnce() {
        String body =
                """
                {"messageId":"n-1","event":"product updated","properties":{"product_id":"news-1","name":"Lamp","price":12.5}}""";
        assertTaken(post("/v1/track", body, "X-Write-Key", "other-key"));
        assertTaken(post("/v1/track", body, "X-Write-Key", "other-key"));
        assertThat(count("inbox")).isOne();
        drain();
        assertThat(shelf.find("news-1").orElseThrow().price()).isEqualByComparingTo(new BigDecimal("12.5"));
        assertThat(facts).isEmpty();
    }

    @Test
    void newsOfOneProductKeepsItsOrderBesideWhatPeopleDo() {
        String batch =
                """
                {"batch":[
                  {"type":"track","event":"Stock Changed","timestamp":"2026-03-02T08:59:00Z",
                    "properties":{"product_id":"news-2","stock":5}},
                  {"type":"track","event":"Product Viewed","userId":"u-1","properties":{"product_id":"news-2"}},
                  {"type":"track","event":"Stock Changed","userId":"clerk","timestamp":"2026-03-02T08:59:00Z",
                    "properties":{"product_id":"news-2","stock":0}}]}""";
        assertTaken(post("/v1/batch", batch, "X-Write-Key", "other-key"));
        drain();
        assertThat(shelf.find("news-2").map(product -> product.isSoldOut(null))).contains(true);
        assertThat(acted()).hasSize(1);
        assertThat(acted().get(0).name()).isEqualTo("Product Viewed");
    }

    @Test
    void aVisitorMakesNoPrices() {
        String nobody = "{\"event\":\"Product Updated\",\"properties\":{\"product_id\":\"news-3\",\"price\":1}}";
        assertProblem(post("/v1/track", nobody), "RELANCE_SHOP_CATALOG_SOURCES");
        assertTaken(
                post(
                        "/v1/track",
                        "{\"event\":\"Product Updated\",\"anonymousId\":\"a\",\"properties\":{\"product_id\":\"news-3\",\"price\":1}}"));
        drain();
        assertThat(shelf.find("news-3").map(Product::price)).isEmpty();
        assertThat(acted()).as("from there it is an activity like any other").hasSize(1);
    }

    @Test
    void newsOfNoProductIsSetAside() {
        assertTaken(post(
                "/v1/track", "{\"event\":\"Stock Changed\",\"properties\":{\"stock\":1}}", "X-Write-Key", "other-key"));
        assertThat(rejected().get(0).get("reason").asText()).contains("product_id");
    }
}
