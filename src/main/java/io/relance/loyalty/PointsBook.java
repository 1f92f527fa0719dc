package io.relance.loyalty;

import io.relance.contact.NewActivity;
import io.relance.loyalty.Balances.Balance;
import io.relance.loyalty.Ledger.Sum;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes to the ledger and keeps every balance what the ledger comes to; whoever calls has a transaction. */
@Component
class PointsBook {

    private final Ledger ledger;
    private final Balances balances;
    private final LoyaltySettings settings;
    private final ShopProfile shop;
    private final ApplicationEventPublisher events;

    PointsBook(
            Ledger ledger,
            Balances balances,
            LoyaltySettings settings,
            ShopProfile shop,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.balances = balances;
        this.settings = settings;
        this.shop = shop;
        this.events = events;
    }

    /** Keeps others from these people's points until the transaction ends. */
    void lock(Collection<ContactId> contacts) {
        balances.lock(contacts, settings.tiers().first());
    }

    /** When points that are earned now run out; null for never. */
    Instant expiryOf(Instant earned) {
        return settings.pointsExpireAfter().isZero()
                ? null
                : earned.atZone(shop.timezone())
                        .plus(settings.pointsExpireAfter())
                        .toInstant();
    }

    /** Adds entries of people whose rows are locked. {@code live}: whom news of today moves. */
    void enter(List<Entry> entries, Set<ContactId> live, Instant now) {
        ledger.add(entries);
        settle(entries.stream().map(Entry::contact).collect(Collectors.toSet()), live, now);
    }

    /** Adds entries of one person, or none, and settles. */
    void enter(ContactId contact, List<Entry> entries, Instant now) {
        ledger.add(entries);
        settle(Set.of(contact), Set.of(contact), now);
    }

    /** Takes off what has run out, and writes down what the ledger comes to. The rows are locked. */
    void settle(Collection<ContactId> contacts, Set<ContactId> live, Instant now) {
        Map<ContactId, Balance> known = balances.find(contacts);
        List<Balance> settled = sums(contacts, now).stream()
                .map(sum -> balance(sum, known.get(sum.contact()), live.contains(sum.contact()), now))
                .toList();
        balances.write(settled);
        publish(known, settled);
    }

    /** Settles, and answers what the timeline does not know yet of tiers these people reached and lost. */
    List<NewActivity> tell(Collection<ContactId> contacts, Instant now) {
        Map<ContactId, Balance> known = balances.find(contacts);
        List<Balance> settled = sums(contacts, now).stream()
                .map(sum -> balance(sum, known.get(sum.contact()), false, now))
                .toList();
        balances.write(settled.stream()
                .map(balance ->
                        balance.isNews() ? balance.told(earlier(balance.expiringAt(), balance.fallsAt())) : balance)
                .toList());
        publish(known, settled);
        return settled.stream()
                .filter(Balance::isNews)
                .map(balance -> activity(balance, now))
                .toList();
    }

    /**
     * One person was two: from now on one ledger. Answers the orders that both had; empty where there was nothing to
     * move. The balance is to be settled.
     */
    Optional<List<Orders.Name>> merge(ContactId from, ContactId into) {
        if (balances.find(List.of(from)).isEmpty()) {
            return Optional.empty();
        }
        lock(List.of(from, into));
        Balance theirs = balances.remove(from).orElseThrow();
        balances.find(List.of(into)).values().stream()
                .filter(balance -> settings.tiers().isAbove(theirs.announced(), balance.announced()))
                .forEach(balance -> balances.write(List.of(balance.announcedAs(theirs.announced()))));
        return Optional.of(ledger.merge(from, into));
    }

    private void publish(Map<ContactId, Balance> before, List<Balance> settled) {
        Set<ContactId> changed = settled.stream()
                .filter(balance -> !balance.standsAs(before.get(balance.contact())))
                .map(Balance::contact)
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            events.publishEvent(new StandingsChanged(changed));
        }
    }

    private List<Sum> sums(Collection<ContactId> contacts, Instant now) {
        List<Sum> sums = ledger.sums(
                contacts, now, settings.tierPeriod(), shop.timezone().getId());
        List<Entry> expired = sums.stream()
                .filter(sum -> sum.expired() > 0)
                .map(PointsBook::expiry)
                .toList();
        if (expired.isEmpty()) {
            return sums;
        }
        ledger.add(expired);
        return ledger.sums(contacts, now, settings.tierPeriod(), shop.timezone().getId());
    }

    private static Entry expiry(Sum sum) {
        return new Entry(
                sum.contact(),
                sum.expiredAt(),
                Entry.Kind.EXPIRED,
                -sum.expired(),
                0,
                null,
                null,
                null,
                null,
                // What was used only ever grows: so far the same points cannot run out twice.
                "expired/" + sum.contact().value() + "/" + sum.used());
    }

    private Balance balance(Sum sum, Balance known, boolean live, Instant now) {
        Tiers tiers = settings.tiers();
        String tier = tiers.of(sum.qualifying());
        String announced = tiers.isNews(tier, known.announced()) ? known.announced() : tier;
        boolean news = !Objects.equals(tier, announced);
        Instant falls = Objects.equals(tier, tiers.first()) ? null : sum.countsUntil();
        // Time is always of today, whatever else happened.
        boolean byTime = known.fallsAt() != null && !known.fallsAt().isAfter(now) && tiers.isAbove(known.tier(), tier);
        return new Balance(
                sum.contact(),
                sum.points(),
                sum.qualifying(),
                tier,
                announced,
                news && (known.live() || live || byTime),
                sum.expiring(),
                sum.expiringAt(),
                falls,
                news ? now : earlier(sum.expiringAt(), falls));
    }

    private static Instant earlier(Instant one, Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private NewActivity activity(Balance balance, Instant now) {
        boolean reached = settings.tiers().isAbove(balance.tier(), balance.announced());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("tier", balance.tier());
        properties.put("previous", balance.announced());
        properties.put("points", balance.qualifying());
        properties.values().removeIf(Objects::isNull);
        return new NewActivity(
                balance.contact(), now, reached ? "Tier Reached" : "Tier Lost", properties, "loyalty", balance.live());
    }
}
