package io.relance.ingest.inbox;

import static io.relance.ingest.inbox.Events.event;
import static io.relance.ingest.inbox.Events.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.contact.Fact;
import io.relance.ingest.IngestTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the inbox to the timeline, in order. */
class InboxFlowTests extends IngestTest {

    @Autowired
    Inbox inbox;

    private static final int WORKERS = 4;

    @Autowired
    InboxPoller poller;

    @Autowired
    InboxRounds rounds;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void saysWhetherAnythingWaits() {
        assertThat(work("inbox").nextDue()).isEmpty();
        assertThat(work("inbox").every()).isEmpty();
        store(track("u-1", null, "x"));
        assertThat(work("inbox").nextDue()).hasValue(NOW);
        clock.set(NOW.minusSeconds(3600));
        assertThat(work("inbox").nextDue()).hasValue(NOW.minusSeconds(3600));
        drain();
        assertThat(work("inbox").nextDue()).isEmpty();
    }

    @Test
    void carriesAtMostTwoHundredAtATimeInOrder() {
        List<Integer> sizes = new ArrayList<>();
        receiving(batch -> {
            sizes.add(batch.size());
            facts.addAll(batch);
        });
        store(IntStream.range(0, 450).mapToObj(i -> track("u-1", null, "n" + i)).toArray(Event[]::new));
        drain();
        assertThat(sizes).containsExactly(200, 200, 50);
        assertThat(acted())
                .extracting(Fact.Acted::name)
                .containsExactlyElementsOf(
                        IntStream.range(0, 450).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void carriesShallowLanesTogetherInTheOrderTheyCame() {
        List<Integer> sizes = new ArrayList<>();
        receiving(batch -> {
            sizes.add(batch.size());
            facts.addAll(batch);
        });
        store(IntStream.range(0, 150)
                .mapToObj(i -> track("u-" + i % 75, null, "n" + i))
                .toArray(Event[]::new));
        drain();
        assertThat(sizes).containsExactly(150);
        assertThat(acted())
                .extracting(Fact.Acted::name)
                .containsExactlyElementsOf(
                        IntStream.range(0, 150).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void leavesOtherLanesToOtherWorkersWhereOneIsDeep() {
        String[] apart = idsInDifferentLanes();
        store(IntStream.range(0, 200)
                .mapToObj(i -> track(apart[0], null, "deep"))
                .toArray(Event[]::new));
        store(track(apart[1], null, "other"));
        List<Integer> beside = new ArrayList<>();
        receiving(batch -> {
            facts.addAll(batch);
            if (beside.isEmpty()) {
                beside.add(batch.size());
                var other = CompletableFuture.runAsync(rounds::carryOne);
                assertThat(other).succeedsWithin(Duration.ofSeconds(20));
                beside.add(facts.size());
            }
        });
        drain();
        assertThat(beside).containsExactly(200, 201);
    }

    @Test
    void anIdentifyDoesNotOvertakeItsVisitorInALaneBesides() {
        String[] apart = idsInDifferentLanes();
        store(IntStream.range(0, 200)
                .mapToObj(i -> track(apart[0], null, "deep"))
                .toArray(Event[]::new));
        store(track(null, apart[1], "visited"), event(EventKind.IDENTIFY, apart[0], apart[1], "merge"));
        store(track(apart[0], null, "after"));
        List<List<Fact>> batches = new ArrayList<>();
        receiving(batch -> {
            batches.add(batch);
            facts.addAll(batch);
        });
        drain();
        assertThat(names()).hasSize(203).endsWith("visited", "merge", "after");
        assertThat(batches).extracting(List::size).containsExactly(200, 3);
    }

    @Test
    void anIdentifyDoesNotOvertakeItsVisitor() {
        String[] apart = idsInDifferentLanes();
        String user = apart[0];
        String visitor = apart[1];
        store(
                track(user, null, "u1"),
                track(null, visitor, "a1"),
                track(null, visitor, "a2"),
                event(EventKind.IDENTIFY, user, visitor, "merge"),
                track(user, null, "u2"),
                track(null, visitor, "a3"),
                event(EventKind.ALIAS, user, visitor, "merge again"));
        drain();
        assertThat(names()).containsSubsequence("u1", "merge", "u2", "merge again");
        assertThat(names()).containsSubsequence("a1", "a2", "merge", "a3", "merge again");
        assertThat(facts).hasSize(7);
    }

    @Test
    void waitsForALaneInOtherHands() {
        String[] apart = idsInDifferentLanes();
        store(track(apart[1], null, "held"));
        var holder = Executors.newSingleThreadExecutor();
        var drainer = Executors.newSingleThreadExecutor();
        var held = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        Future<?> holding = holder.submit(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            db.sql("select lane from ingest.lane for update")
                    .query(Integer.class)
                    .list();
            held.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        await().until(() -> held.getCount() == 0);
        Future<?> draining = drainer.submit(this::drain);
        await().until(() -> db.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                        .query(Long.class)
                        .single()
                > 0);
        assertThat(facts).isEmpty();
        free.countDown();
        assertThat(draining).succeedsWithin(Duration.ofSeconds(20));
        assertThat(holding).succeedsWithin(Duration.ofSeconds(20));
        assertThat(facts).hasSize(1);
        holder.shutdown();
        drainer.shutdown();
    }

    @Test
    void keepsTheOrderOfEachContactWithSeveralWorkers() {
        int contacts = 50;
        int each = 100;
        store(contacts, each);
        var workers = Executors.newFixedThreadPool(WORKERS);
        var runs = IntStream.range(0, WORKERS)
                .mapToObj(i -> workers.submit(this::drain))
                .toList();
        assertThat(runs).allSatisfy(run -> assertThat(run).succeedsWithin(Duration.ofSeconds(60)));
        workers.shutdown();
        assertEverythingCameOnceAndInOrder(contacts, each);
    }

    @Test
    void itsOwnPollerCarriesEverythingAndGoesOnAfterTrouble() {
        AtomicInteger calls = new AtomicInteger();
        receiving(batch -> {
            if (calls.getAndIncrement() == 0) {
                throw new CannotAcquireLockException("deadlock");
            }
            facts.addAll(batch);
        });
        assertThat(poller.isRunning()).as("tests run without pollers").isFalse();
        store(50, 100);
        poller.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> count("inbox") == 0);
        } finally {
            poller.stop();
        }
        await().until(() -> facts.size() >= 5_000);
        assertEverythingCameOnceAndInOrder(50, 100);
    }

    /** Each contact begins as a visitor, is identified half-way, and goes on under both ids in turn. */
    private void store(int contacts, int each) {
        List<Received> events = new ArrayList<>();
        for (int step = 0; step < each; step++) {
            for (int contact = 0; contact < contacts; contact++) {
                String visitor = "a-" + contact;
                String user = "u-" + contact;
                String name = contact + ":" + step;
                if (step < each / 2) {
                    events.add(track(null, visitor, name));
                } else if (step == each / 2) {
                    events.add(event(EventKind.IDENTIFY, user, visitor, name));
                } else {
                    events.add(track(user, visitor, name));
                }
            }
        }
        inbox.store("test", events);
    }

    private void assertEverythingCameOnceAndInOrder(int contacts, int each) {
        Map<String, Integer> next = new HashMap<>();
        for (String name : names()) {
            String[] parts = name.split(":");
            assertThat(Integer.parseInt(parts[1])).as(name).isEqualTo(next.getOrDefault(parts[0], 0));
            next.merge(parts[0], 1, Integer::sum);
        }
        assertThat(next).hasSize(contacts).allSatisfy((contact, steps) -> assertThat(steps)
                .isEqualTo(each));
    }

    private List<String> names() {
        return List.copyOf(facts).stream()
                .map(fact -> fact instanceof Fact.Acted acted
                        ? acted.name()
                        : fact instanceof Fact.Identified identified
                                ? String.valueOf(identified.traits().get("step"))
                                : "merge again")
                .toList();
    }

    private static String[] idsInDifferentLanes() {
        Event user = track("user", null, "x");
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "visitor-" + i)
                .filter(id -> track(null, id, "x").lane(16) != user.lane(16))
                .findFirst()
                .map(id -> new String[] {"user", id})
                .orElseThrow();
    }

    private void store(Event... events) {
        inbox.store("test", List.of(events));
    }
}
