package io.relance.shop;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Activity;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Facts;
import io.relance.contact.Timeline;
import io.relance.shared.DueWork;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.shelf.ShelfEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People in front of a shelf: what the shop tells of its products, what people do, and what follows with time. */
@RelanceTest
public abstract class ShelfTest {

    protected static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    @Autowired
    protected Shelf shelf;

    @Autowired
    protected Timeline timeline;

    @Autowired
    protected Contacts contacts;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected JdbcClient sql;

    @Autowired
    protected List<DueWork> works;

    /** The test's person. */
    protected String camille;

    /** The test's product. */
    protected String lamp;

    @BeforeEach
    void startAtNine() {
        clock.set(NINE);
        camille = Facts.newId("camille");
        lamp = Facts.newId("lamp");
    }

    /** The shop tells of a product, now. */
    protected void told(String name, String product, Map<String, Object> properties) {
        told(name, product, properties, clock.instant());
    }

    protected void told(String name, String product, Map<String, Object> properties, Instant at) {
        shelf.receive(List.of(news(name, product, properties, at)));
    }

    protected static ShelfEvent news(String name, String product, Map<String, Object> properties, Instant at) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("product_id", product);
        return new ShelfEvent(name, at, true, all);
    }

    /** Somebody does something, now. */
    protected void does(String user, String name, Map<String, Object> properties) {
        does(user, name, properties, clock.instant());
    }

    protected void does(String user, String name, Map<String, Object> properties, Instant at) {
        timeline.receive(List.of(Facts.acted(Facts.user(user), name, properties, at)));
    }

    protected void is(String user, Map<String, Object> traits) {
        timeline.receive(
                List.of(new Fact.Identified(Facts.user(user), clock.instant(), new HashMap<>(traits), "test", true)));
    }

    /** What happened to somebody under that name, oldest first. */
    protected List<Activity> happened(String user, String name) {
        return contacts.byUserId(user)
                .map(Contact::id)
                .map(id -> timeline.newest(id, 1000).stream()
                        .filter(activity -> activity.isCalled(name))
                        .sorted(Comparator.comparing(Activity::at).thenComparing(Activity::id))
                        .toList())
                .orElse(List.of());
    }

    /** Moves the clock and does what this work has due at each of its moments on the way. */
    protected void walk(String work, Instant until) {
        DueWork due = work(work);
        for (var next = due.nextDue(); next.isPresent() && !next.get().isAfter(until); next = due.nextDue()) {
            if (next.get().isAfter(clock.instant())) {
                clock.set(next.get());
                months();
            }
            due.runDue(clock.instant());
        }
        clock.set(until);
    }

    /** The clock jumps over the moments at which they are made; work that finds none waits for itself. */
    private void months() {
        for (int ahead = 0; ahead < 2; ahead++) {
            sql.sql("select shared.ensure_month('contact', 'activity', :at)")
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC).plusMonths(ahead))
                    .query()
                    .listOfRows();
        }
    }

    protected void walk(String work, Duration by) {
        walk(work, clock.instant().plus(by));
    }

    protected DueWork work(String name) {
        return works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
