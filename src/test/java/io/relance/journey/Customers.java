package io.relance.journey;

import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.trial.Trial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Made-up customers of a test, and what they do. */
class Customers {

    private static final AtomicInteger numbers = new AtomicInteger();

    private final Trial trial;
    private final Timeline timeline;
    private final TransactionTemplate transaction;

    Customers(Trial trial, Timeline timeline, PlatformTransactionManager transactions) {
        this.trial = trial;
        this.timeline = timeline;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A new customer who agreed to these channels. */
    Customer who(String... consents) {
        String id = "customer-" + numbers.incrementAndGet();
        Map<String, Object> agreed = new HashMap<>();
        for (String channel : consents) {
            agreed.put(channel, true);
        }
        Customer customer = new Customer(id, id + "@example.org");
        record(new Fact.Identified(
                new Fact.Who(id, null),
                trial.now(),
                Map.of(
                        "email",
                        customer.email(),
                        "firstName",
                        "Camille",
                        "lastName",
                        "Exemple",
                        "phone",
                        "+336399800" + String.format("%02d", numbers.get() % 100),
                        "consents",
                        agreed),
                "test",
                true));
        return customer;
    }

    private void record(Fact fact) {
        transaction.executeWithoutResult(status -> timeline.receive(List.of(fact)));
    }

    /** One customer. */
    class Customer {

        private final String id;
        private final String email;

        Customer(String id, String email) {
            this.id = id;
            this.email = email;
        }

        String id() {
            return id;
        }

        String email() {
            return email;
        }

        Customer does(String activity, Map<String, Object> properties) {
            record(new Fact.Acted(new Fact.Who(id, null), trial.now(), activity, properties, "test", true));
            return this;
        }

        /** Bought something a while ago. */
        Customer boughtBefore() {
            return does(
                    "Order Completed", Map.of("order_id", "before-" + id, "products", List.of(product("other", 20))));
        }

        /** Leaves a cart behind, an hour ago. */
        Customer abandons(int price) {
            does("Product Added", cartProduct(price));
            trial.advance(Duration.ofHours(1));
            return this;
        }

        Customer empties(int price) {
            return does("Product Removed", cartProduct(price));
        }

        Customer buys() {
            return does("Order Completed", Map.of("order_id", "order-" + id, "cart_id", cart()));
        }

        String cart() {
            return "cart-" + id;
        }

        List<String> subjects() {
            return trial.mailbox().to(email).stream()
                    .map(mail -> mail.subject())
                    .toList();
        }

        private Map<String, Object> cartProduct(int price) {
            Map<String, Object> product = new HashMap<>(product("lamp", price));
            product.put("cart_id", cart());
            return product;
        }
    }

    private static Map<String, Object> product(String id, int price) {
        return Map.of("product_id", id, "name", "Lampe " + id, "price", price, "quantity", 1);
    }
}
