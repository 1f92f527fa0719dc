package io.relance.journey;

import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import io.relance.segment.Recommendation;
import io.relance.segment.Recommendations;
import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code recommendations} in templates: products that go with what the reader bought, and how many there are. */
@Component
class RecommendationsWord implements TemplateFacts {

    private final Recommendations recommendations;

    RecommendationsWord(Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    @Override
    public String word() {
        return "recommendations";
    }

    @Override
    public Map<String, Object> of(Message message) {
        return ofAll(List.of(message)).get(message.id());
    }

    @Override
    public Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
        Map<ContactId, List<Recommendation>> recommended = recommendations.of(
                messages.stream().map(Message::contact).distinct().toList());
        Map<Long, Map<String, Object>> words = new HashMap<>();
        for (Message message : messages) {
            List<Map<String, Object>> products = recommended.getOrDefault(message.contact(), List.of()).stream()
                    .map(RecommendationsWord::product)
                    .toList();
            words.put(message.id(), Map.of("products", products, "count", products.size()));
        }
        return words;
    }

    private static Map<String, Object> product(Recommendation recommended) {
        Map<String, Object> product = new HashMap<>();
        product.put("productId", recommended.productId());
        product.put("sku", recommended.sku());
        product.put("name", recommended.name());
        product.put("category", recommended.category());
        product.put("price", recommended.price());
        product.put("url", recommended.url());
        product.put("imageUrl", recommended.imageUrl());
        product.put("because", recommended.because().bought());
        return product;
    }
}
