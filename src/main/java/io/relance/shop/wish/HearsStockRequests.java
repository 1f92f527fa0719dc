package io.relance.shop.wish;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.ContactsMerged;
import io.relance.shared.ContactId;
import io.relance.shop.Told;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.shelf.ShelfChanged;
import io.relance.shop.shelf.ShelfChanged.Restocked;
import io.relance.shop.wish.StockRequestRows.Turn;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps who asked to hear when there is some again. Only what is sold out, or whose stock nobody told, can be asked for:
 * who asks for what is there is answered by the shop's page.
 */
@Component
class HearsStockRequests {

    private static final String REQUESTED = "Back In Stock Requested";

    private final StockRequestRows rows;
    private final Shelf shelf;
    private final Contacts contacts;
    private final BackInStockSettings settings;
    private final Clock clock;

    HearsStockRequests(
            StockRequestRows rows, Shelf shelf, Contacts contacts, BackInStockSettings settings, Clock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.contacts = contacts;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    @Order(11)
    void on(ActivitiesRecorded recorded) {
        List<StockRequest> requests = new ArrayList<>();
        Map<ContactId, String> addresses = new LinkedHashMap<>();
        for (Activity activity : recorded.activities()) {
            Told told = new Told(activity.properties());
            String product = told.id("product_id", "id");
            if (activity.isCalled(REQUESTED) && product != null) {
                String variant = told.id("variant_id", "sku");
                requests.add(new StockRequest(
                        activity.contact(),
                        product,
                        variant == null ? Product.Variant.ITSELF : variant,
                        activity.at().truncatedTo(ChronoUnit.MICROS)));
                if (told.text("email") != null) {
                    addresses.put(activity.contact(), told.text("email"));
                }
            }
        }
        if (!requests.isEmpty()) {
            keep(requests);
            keepAddresses(addresses);
        }
    }

    private void keep(List<StockRequest> requests) {
        List<String> asked = requests.stream().map(StockRequest::productId).toList();
        rows.lock(asked, Turn.ASKERS);
        Map<String, Product> products = shelf.findAll(asked);
        SortedMap<String, Integer> late = new TreeMap<>();
        List<StockRequest> kept = new ArrayList<>();
        for (StockRequest request : requests) {
            Product product = products.get(request.productId());
            Instant since = product == null ? null : product.inStockSince(request.variant());
            if (since == null || since.isAfter(request.askedAt())) {
                kept.add(request);
                if (since != null) {
                    late.merge(request.productId(), 1, Integer::sum);
                }
            }
        }
        rows.add(kept);
        if (!late.isEmpty()) {
            rows.wakeWaves(late, clock.instant());
        }
    }

    /** The form asks for an address only where nobody is known by one; it changes none. */
    private void keepAddresses(Map<ContactId, String> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        Map<ContactId, Contact> people = contacts.findAll(addresses.keySet());
        addresses.forEach((contact, email) -> {
            Contact known = people.get(contact);
            if (known != null && known.email() == null) {
                contacts.update(contact, Map.of("email", email));
            }
        });
    }

    @EventListener
    void on(ShelfChanged changed) {
        if (!changed.restocked().isEmpty()) {
            rows.lock(changed.restocked().stream().map(Restocked::productId).toList(), Turn.SHOP);
            rows.restocked(changed.restocked(), settings.perPiece(), clock.instant());
        }
    }

    @EventListener
    @Order(11)
    void on(ContactsMerged merged) {
        rows.merge(merged.from(), merged.into());
    }
}
