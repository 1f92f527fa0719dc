package io.relance.contact;

import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.both;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many nodes see somebody for the first time at once. */
@RelanceTest
class FirstSightTests {

    private static final int THREADS = 20;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void manyEventsOfOneNewUserMakeOneContact() throws Exception {
        String camille = newId("camille");
        atOnce(number -> timeline.receive(List.of(acted(user(camille), "Product Viewed"))));

        var contact = contacts.byUserId(camille).orElseThrow();
        assertThat(timeline.newest(contact.id(), 100)).hasSize(THREADS);
        assertThat(orphans()).isZero();
    }

    @Test
    void batchesThatNameTheSamePeopleInDifferentOrderAllGoThrough() throws Exception {
        var people = java.util.stream.Stream.generate(() -> newId("dominique"))
                .limit(30)
                .toList();
        atOnce(number -> {
            var mine = new ArrayList<>(people);
            java.util.Collections.rotate(mine, number * 7);
            var facts = new ArrayList<Fact>();
            mine.forEach(each -> facts.add(acted(user(each), "Product Viewed")));
            timeline.receive(facts);
        });

        assertThat(people).allSatisfy(each -> assertThat(
                        timeline.newest(contacts.byUserId(each).orElseThrow().id(), 100))
                .hasSize(THREADS));
    }

    @Test
    void aVisitorThatManySayIsTheUserMergesOnce() throws Exception {
        String camille = newId("camille");
        String browser = newId("browser");
        timeline.receive(List.of(acted(user(camille), "Order Completed"), acted(visitor(browser), "Product Added")));
        atOnce(number -> timeline.receive(List.of(
                acted(visitor(browser), "Product Viewed"),
                identified(both(camille, browser), Map.of("visits", number)),
                acted(user(camille), "Product Viewed"))));

        var contact = contacts.byUserId(camille).orElseThrow();
        assertThat(timeline.newest(contact.id(), 100)).hasSize(2 + 2 * THREADS);
    }

    private long orphans() {
        return jdbc.sql("select count(*) from contact.identity where contact_id is null")
                .query(Long.class)
                .single();
    }

    private interface Work {
        void run(int number);
    }

    private static void atOnce(Work work) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        var start = new CountDownLatch(1);
        try {
            var results = new ArrayList<Future<Void>>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                results.add(pool.submit((Callable<Void>) () -> {
                    start.await();
                    work.run(number);
                    return null;
                }));
            }
            start.countDown();
            for (Future<Void> result : results) {
                result.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
