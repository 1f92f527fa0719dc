package io.relance.shop.wish;

import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.wish.StockRequestRows.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells those who asked that there is some again: who asked first first, so many in a minute, so many for each piece,
 * and nobody any more once it is sold out again.
 */
@Component
@Order(22)
class BackInStock implements DueWork {

    private static final Duration TURN = Duration.ofMinutes(1);

    /** One who is told, in the turn of a variant. */
    private record Answered(Wave wave, StockRequest request) {}

    private final StockRequestRows rows;
    private final Shelf shelf;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final BackInStockSettings settings;

    BackInStock(
            StockRequestRows rows,
            Shelf shelf,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions,
            BackInStockSettings settings) {
        this.rows = rows;
        this.shelf = shelf;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "back in stock";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextWave();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<Answered>run(
                transactions,
                settings.perMinute(),
                most -> take(most, now),
                answered -> tell(answered, now),
                answered -> rows.remove(List.of(answered.request())));
    }

    /** The requests of the next turn that has any. Whoever is busy elsewhere is told in the turn after. */
    private List<Answered> take(int most, Instant now) {
        List<Answered> answered = new ArrayList<>();
        Optional<Wave> wave = rows.takeWave(now, settings.perPiece());
        while (wave.isPresent() && answered.isEmpty()) {
            Wave turn = wave.get();
            int atMost = (int) Math.min(
                    Math.min(most, settings.perMinute()), turn.toTell() == null ? Long.MAX_VALUE : turn.toTell());
            List<StockRequest> waiting =
                    atMost < 1 ? List.of() : rows.waitingFor(turn, now.minus(settings.expiresAfter()), atMost);
            Set<ContactId> free = contacts.lockFreeThemselves(
                    waiting.stream().map(StockRequest::contact).toList());
            waiting.stream()
                    .filter(request -> free.contains(request.contact()))
                    .forEach(request -> answered.add(new Answered(turn, request)));
            Long left = turn.toTell() == null ? null : turn.toTell() - answered.size();
            boolean more = !waiting.isEmpty() && (waiting.size() == atMost || answered.size() < waiting.size());
            rows.nextTurn(turn, more && (left == null || left > 0) ? now.plus(TURN) : null, left);
            wave = answered.isEmpty() ? rows.takeWave(now, settings.perPiece()) : Optional.empty();
        }
        return answered;
    }

    private void tell(List<Answered> answered, Instant now) {
        rows.remove(answered.stream().map(Answered::request).toList());
        Map<String, Product> products = shelf.findAll(
                answered.stream().map(each -> each.request().productId()).toList());
        timeline.record(answered.stream()
                .map(each -> activity(each, products.get(each.request().productId()), now))
                .toList());
    }

    private static NewActivity activity(Answered answered, Product product, Instant now) {
        // What was only learned of it may have gone with the person it was learned from.
        Map<String, Object> properties = new LinkedHashMap<>(
                product == null
                        ? Map.of("product_id", answered.wave().productId())
                        : product.properties(answered.wave().variantId()));
        properties.put("asked_at", answered.request().askedAt().toString());
        return new NewActivity(answered.request().contact(), now, "Back In Stock", properties, "shop", true);
    }
}
