package io.relance.message.writing;

import io.relance.contact.Contact;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import io.relance.message.content.Published;
import io.relance.message.spi.Sender;
import io.relance.message.writing.Writing.Wanted;
import io.relance.shop.Cart;
import io.relance.shop.CartLine;
import io.relance.shop.Order;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Gathers the words a template uses, as maps, lists, text, numbers and dates only. */
@Component
class MessageWords {

    private final ShopProfile shop;
    private final Sender sender;
    private final Orders orders;
    private final Shelf shelf;
    private final List<TemplateFacts> others;

    MessageWords(ShopProfile shop, Sender sender, Orders orders, Shelf shelf, List<TemplateFacts> others) {
        this.shop = shop;
        this.sender = sender;
        this.orders = orders;
        this.shelf = shelf;
        this.others = others;
    }

    /** What other rooms know about these messages, as far as their templates use it: by message, by word. */
    Map<Long, Map<String, Object>> others(List<Wanted> messages, Map<String, Published> templates) {
        Map<Long, Map<String, Object>> known = new HashMap<>();
        for (TemplateFacts other : others) {
            List<Message> using = using(other.word(), messages, templates)
                    .map(Wanted::message)
                    .toList();
            if (!using.isEmpty()) {
                other.ofAll(using).forEach((id, word) -> put(known, id, other.word(), word));
            }
        }
        List<Wanted> ordered = using("order", messages, templates)
                .filter(message -> message.draft().orderId() != null)
                .toList();
        Map<Orders.Name, Order> found = ordered.isEmpty()
                ? Map.of()
                : orders.findAll(ordered.stream().map(MessageWords::orderName).toList());
        for (Wanted message : ordered) {
            Order order = found.get(orderName(message));
            put(known, message.id(), "order", order == null ? Map.of() : GoodsWords.order(order));
        }
        products(using("product", messages, templates), known);
        return known;
    }

    /** A product that is in no cart is as it stands on the shelf. */
    private void products(Stream<Wanted> using, Map<Long, Map<String, Object>> known) {
        List<Wanted> asked = using.filter(message -> message.draft().productId() != null)
                .filter(message -> message.about()
                        .cart()
                        .flatMap(cart -> product(cart, message.draft().productId()))
                        .isEmpty())
                .toList();
        Map<String, Product> found = shelf.findAll(
                asked.stream().map(message -> message.draft().productId()).toList());
        for (Wanted message : asked) {
            Product product = found.get(message.draft().productId());
            put(known, message.id(), "product", product == null ? null : GoodsWords.shelf(product));
        }
    }

    private static void put(Map<Long, Map<String, Object>> known, long id, String name, Map<String, Object> word) {
        if (word != null && !word.isEmpty()) {
            known.computeIfAbsent(id, each -> new HashMap<>()).put(name, word);
        }
    }

    private static Orders.Name orderName(Wanted message) {
        return new Orders.Name(message.draft().contact(), message.draft().orderId());
    }

    private static Stream<Wanted> using(String word, List<Wanted> messages, Map<String, Published> templates) {
        return messages.stream().filter(message -> {
            Published template = templates.get(message.draft().template());
            return template != null && template.uses(word);
        });
    }

    /** The words for one message; {@code others} null: none. */
    Map<String, Object> of(Wanted message, String unsubscribe, String preferences, Map<String, Object> others) {
        Optional<Cart> cart = message.about().cart();
        Map<String, Object> words = new HashMap<>();
        words.put("contact", contactWord(message.about().contact()));
        words.put("shop", shopWord());
        words.put("links", linksWord(unsubscribe, preferences, cart));
        cart.ifPresent(it -> words.put("cart", GoodsWords.cart(it)));
        cart.flatMap(it -> product(it, message.draft().productId()))
                .ifPresent(line -> words.put("product", GoodsWords.line(line)));
        if (others != null) {
            others.forEach((word, values) -> put(words, word, values));
        }
        return words;
    }

    /** A word, or what is added to one: {@code contact.inSegment}. */
    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> words, String word, Object values) {
        int dot = word.indexOf('.');
        if (dot < 0) {
            words.put(word, values);
        } else {
            ((Map<String, Object>) words.get(word.substring(0, dot))).putAll((Map<String, Object>) values);
        }
    }

    /** The currency of amounts that name none. */
    String currency(Optional<Cart> cart) {
        return cart.map(it -> it.total().currency()).orElse(shop.currency().getCurrencyCode());
    }

    private static Map<String, Object> contactWord(Contact contact) {
        Map<String, Object> word = new HashMap<>();
        word.put("userId", contact.userId());
        word.put("firstName", contact.firstName());
        word.put("lastName", contact.lastName());
        word.put("email", contact.email());
        word.put("phone", contact.phone());
        word.put("language", contact.language());
        word.put("traits", contact.traits());
        return word;
    }

    private Map<String, Object> shopWord() {
        return Map.of(
                "name", shop.name(),
                "url", shop.url(),
                "currency", shop.currency().getCurrencyCode(),
                "senderName", sender.senderName().isBlank() ? shop.name() : sender.senderName(),
                "email", sender.senderEmail(),
                "postalAddress", sender.postalAddress());
    }

    private Map<String, Object> linksWord(String unsubscribe, String preferences, Optional<Cart> cart) {
        String back = cart.map(Cart::url).filter(url -> !url.isBlank()).orElse(shop.url());
        return Map.of(
                "cart",
                back,
                "shop",
                shop.url(),
                "unsubscribe",
                unsubscribe,
                "preferences",
                preferences,
                "reorder",
                shop.url());
    }

    private static Optional<CartLine> product(Cart cart, String productId) {
        return cart.lines().stream()
                .filter(line -> line.productId() != null && line.productId().equals(productId))
                .findFirst();
    }
}
