package io.relance.segment;

import io.relance.Outside;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What people do and say of themselves, as clients send it: awkward days, hasty clocks, numbers as texts, visitors. */
final class RandomPeople {

    private static final List<String> BIRTHDAYS =
            List.of("2000-02-29", "1996-02-29", "1980-12-31", "1990-01-01", "1971-06-15", "2031-05-05", "someday");

    private final Random random;
    private final int people;
    private int orders;

    RandomPeople(Random random, int people) {
        this.random = random;
        this.people = people;
    }

    /** So many events, most of the last weeks before that moment. */
    List<Map<String, Object>> events(Instant now, int many) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Instant at = now.minusSeconds(random.nextInt(45 * 86_400));
            // A few clients' clocks are hasty; beyond a day the intake puts them right.
            events.add(event(random.nextInt(25) == 0 ? now.plusSeconds(random.nextInt(80_000)) : at, now));
        }
        return events;
    }

    private Map<String, Object> event(Instant at, Instant now) {
        String who = "way-" + random.nextInt(people);
        int kind = random.nextInt(100);
        if (kind < 15) {
            return says(who, now);
        }
        Map<String, Object> event = does(who, kind, at);
        return random.nextInt(8) == 0 ? visitor(event) : event;
    }

    private Map<String, Object> does(String who, int kind, Instant at) {
        if (kind < 35) {
            return Outside.track(who, "Page Viewed", at, Map.of("path", "/" + random.nextInt(1_000)));
        }
        if (kind < 50) {
            return Outside.track(
                    who, "Product Viewed", at, Map.of("product_id", "p", "category", pick("Shoes", "Été & Soleil")));
        }
        if (kind < 60) {
            return Outside.track(who, "Quiz Taken", at, Map.of("n", random.nextInt()));
        }
        if (kind < 85 || orders < 10) {
            return buys(who, at);
        }
        // Not all of these orders are theirs.
        String order = "way-" + (orders - 1 - random.nextInt(Math.min(orders, 60)));
        return switch (kind % 3) {
            case 0 -> Outside.track(who, "Order Cancelled", at, Map.of("order_id", order));
            case 1 -> Outside.track(who, "Order Refunded", at, Map.of("order_id", order));
            default -> Outside.track(who, "Order Refunded", at, Map.of("order_id", order, "total", "3.50"));
        };
    }

    private Map<String, Object> buys(String who, Instant at) {
        Map<String, Object> order = new HashMap<>();
        order.put("order_id", "way-" + orders++);
        order.put("total", pick("19.99", 120, "59.90", 250.5, 0));
        order.put("currency", pick("EUR", "EUR", "usd"));
        order.put("products", List.of(Map.of("product_id", "p", "category", pick("Shoes", "Été & Soleil"))));
        if (random.nextInt(3) == 0) {
            order.put("coupon", "SOLDES");
        }
        return Outside.track(who, "Order Completed", at, order);
    }

    private Map<String, Object> says(String who, Instant now) {
        Map<String, Object> traits = new HashMap<>();
        maybe(traits, "email", who + "@example.org");
        maybe(traits, "phone", "+33 6 39 98 %02d %02d".formatted(random.nextInt(100), random.nextInt(100)));
        maybe(traits, "birthday", BIRTHDAYS.get(random.nextInt(BIRTHDAYS.size())));
        maybe(traits, "createdAt", createdAt(now));
        maybe(traits, "language", pick("fr", "en"));
        maybe(traits, "address", Map.of("country", pick("FR", "fr", "BE"), "city", "Lille", "postalCode", "75011"));
        maybe(traits, "favourite", pick("shoes", "L'Été", 5, true));
        maybe(traits, "size", pick("3", 4, "4.5", "much"));
        maybe(traits, "member", pick(true, "false", "True", 1));
        maybe(traits, "consents", Map.of("email", random.nextBoolean(), pick("sms", "phone"), random.nextBoolean()));
        Map<String, Object> identify = new HashMap<>(Outside.identify(who, traits));
        identify.put("timestamp", now.toString());
        identify.put("messageId", "way " + now + " " + random.nextLong());
        if (random.nextInt(6) == 0) {
            identify.put("anonymousId", "way-visitor-" + random.nextInt(10));
        }
        return identify;
    }

    private Object createdAt(Instant now) {
        Instant some = now.minus(Duration.ofDays(random.nextInt(200) - 20));
        return pick(
                some.toString(),
                some.getEpochSecond(),
                some.toEpochMilli(),
                some.toString().substring(0, 10),
                Long.MAX_VALUE,
                "+99999-01-01T00:00:00Z",
                "yesterday");
    }

    private Map<String, Object> visitor(Map<String, Object> event) {
        Map<String, Object> anonymous = Outside.anonymously(event);
        anonymous.put("anonymousId", "way-visitor-" + random.nextInt(10));
        return anonymous;
    }

    private void maybe(Map<String, Object> traits, String name, Object value) {
        if (random.nextInt(3) > 0) {
            traits.put(name, value);
        }
    }

    private Object pick(Object... of) {
        return of[random.nextInt(of.length)];
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
