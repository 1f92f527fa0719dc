package io.relance.segment;

import io.relance.Outside;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What ten thousand people do in a shop, month by month, the same each time: they look round and buy, some as guests who
 * sign in later; orders are cancelled, given back in part or whole, or told a second time.
 */
final class ShopYear {

    private static final int PEOPLE = 10_000;
    private static final int GUESTS = 400;
    private static final int EVENTS_A_MONTH = 3_000;

    private final Random random = new Random(20_260_302);
    /** What follows from what has happened, and has not been sent yet. */
    private final List<Map<String, Object>> coming = new ArrayList<>();

    private final Set<Integer> guests = new HashSet<>();
    private int orders;
    private int sent;

    /** Who does something: by a userId, or as a visitor. */
    private record Who(String id, boolean visitor) {

        Map<String, Object> does(Instant at, String name, Map<String, Object> properties) {
            Map<String, Object> event = Outside.track(id, name, at, properties);
            return visitor ? Outside.anonymously(event) : event;
        }
    }

    /** How many there have been. */
    int events() {
        return sent;
    }

    /** What happens between two moments, in the order of time. */
    List<Map<String, Object>> events(Instant from, Instant until) {
        int seconds = (int) Duration.between(from, until).toSeconds();
        for (int i = 0; i < EVENTS_A_MONTH; i++) {
            coming.add(event(from.plusSeconds(random.nextInt(seconds))));
        }
        List<Map<String, Object>> now = coming.stream()
                .filter(event -> at(event).isBefore(until))
                .sorted(Comparator.comparing(ShopYear::at))
                .toList();
        coming.removeIf(event -> at(event).isBefore(until));
        sent += now.size();
        return now;
    }

    private static Instant at(Map<String, Object> event) {
        return Instant.parse(event.get("timestamp").toString());
    }

    /** People differ: a few do much, most do little. */
    private Map<String, Object> event(Instant at) {
        boolean visits = random.nextInt(10) == 0;
        Who who = visits ? guest(at) : new Who("year-" + (int) (PEOPLE * Math.pow(random.nextDouble(), 2)), false);
        int kind = random.nextInt(100);
        if (kind < 35) {
            return who.does(at, "Product Viewed", Map.of("product_id", "p" + random.nextInt(50), "category", "Été"));
        }
        if (kind < 65) {
            return who.does(at, "Page Viewed", Map.of("path", "/" + random.nextInt(100)));
        }
        return buys(who, at);
    }

    /** Two of three sign in one day, as somebody who buys with their account, too. */
    private Who guest(Instant at) {
        int guest = random.nextInt(GUESTS);
        if (guests.add(guest) && guest % 3 > 0) {
            Instant signsIn = at.plus(Duration.ofHours(1 + random.nextInt(1_500)));
            Map<String, Object> identify = new HashMap<>(Outside.identify(user(guest), Map.of("guest", guest)));
            identify.put("anonymousId", "guest-" + guest);
            identify.put("timestamp", signsIn.toString());
            coming.add(identify);
        }
        return new Who("guest-" + guest, true);
    }

    private static String user(int guest) {
        return "year-" + guest * 2;
    }

    private Map<String, Object> buys(Who who, Instant at) {
        String order = "year-" + orders++;
        Map<String, Object> properties = new HashMap<>();
        properties.put("order_id", order);
        properties.put("total", BigDecimal.valueOf(500 + random.nextInt(20_000), 2));
        if (random.nextInt(4) == 0) {
            properties.put("coupon", "SOLDES");
        }
        if (random.nextInt(5) == 0) {
            properties.put("currency", "USD");
        }
        follows(who, at, order, properties);
        return who.does(at, "Order Completed", properties);
    }

    private void follows(Who who, Instant at, String order, Map<String, Object> properties) {
        Instant later = at.plus(Duration.ofHours(1 + random.nextInt(900)));
        int kind = random.nextInt(100);
        if (kind < 5) {
            coming.add(who.does(later, "Order Cancelled", Map.of("order_id", order)));
        } else if (kind < 10) {
            coming.add(who.does(later, "Order Refunded", Map.of("order_id", order)));
        } else if (kind < 15) {
            coming.add(who.does(later, "Order Refunded", Map.of("order_id", order, "total", "3.50")));
        }
        if (random.nextInt(10) == 0) {
            // By the shop's server, which knows a guest by their account.
            Who told = who.visitor() && random.nextBoolean()
                    ? new Who(user(Integer.parseInt(who.id().substring("guest-".length()))), false)
                    : who;
            coming.add(told.does(at.plusSeconds(30 + random.nextInt(600)), "Order Completed", properties));
        }
    }
}
