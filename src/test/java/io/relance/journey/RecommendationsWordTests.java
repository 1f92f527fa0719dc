package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.Message;
import io.relance.segment.Recommendation;
import io.relance.segment.Recommendation.Because;
import io.relance.segment.Recommendations;
import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What templates read of recommendations. */
class RecommendationsWordTests {

    private static final ContactId CAMILLE = new ContactId(1);
    private static final ContactId SASHA = new ContactId(2);
    private static final Recommendation LAMP = new Recommendation(
            "lamp",
            null,
            "Aurore lamp",
            "Light",
            new BigDecimal("89.00"),
            "https://shop.example.org/lamp",
            null,
            new Because("complement", "Dune throw", "complements_living_room_light", null, 1.6, 3));

    private final List<Collection<ContactId>> asked = new ArrayList<>();
    private final Recommendations recommendations = contacts -> {
        asked.add(contacts);
        return Map.of(CAMILLE, List.of(LAMP));
    };
    private final RecommendationsWord word = new RecommendationsWord(recommendations);

    @Test
    @SuppressWarnings("unchecked")
    void aBatchIsReadAtOnceAndWhoHasNoneHasACountOfNone() {
        Map<Long, Map<String, Object>> words =
                word.ofAll(List.of(message(7, CAMILLE), message(8, SASHA), message(9, CAMILLE)));

        assertThat(asked).containsExactly(List.of(CAMILLE, SASHA));
        assertThat(words.get(7L)).containsEntry("count", 1).isEqualTo(words.get(9L));
        assertThat((List<Map<String, Object>>) words.get(7L).get("products"))
                .singleElement()
                .satisfies(product -> assertThat(product)
                        .containsEntry("name", "Aurore lamp")
                        .containsEntry("price", new BigDecimal("89.00"))
                        .containsEntry("because", "Dune throw")
                        .containsEntry("sku", null)
                        .containsOnlyKeys(
                                "productId", "sku", "name", "category", "price", "url", "imageUrl", "because"));
        assertThat(words.get(8L)).containsEntry("count", 0).containsEntry("products", List.of());
    }

    @Test
    void oneIsReadAsInABatch() {
        assertThat(word.of(message(7, CAMILLE))).containsEntry("count", 1);
        assertThat(word.word()).isEqualTo("recommendations");
    }

    private static Message message(long id, ContactId contact) {
        return new Message(id, contact, null, null, null, null, null, null, null, null);
    }
}
