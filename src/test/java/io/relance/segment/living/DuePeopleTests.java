package io.relance.segment.living;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.ReflectionTestUtils;

/** One person of whom nothing can be said, or told, keeps nobody else waiting, and is not remembered for ever. */
@RelanceTest
@TestPropertySource(
        properties = {"relance.write-keys=trial:trial", "relance.intake.rate=1000000", "relance.segment.tables=switch"})
@Import(DuePeopleTests.Failing.class)
class DuePeopleTests {

    private static final int PEOPLE = 30;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Contacts contacts;

    @Autowired
    Living living;

    @Autowired
    Failing failing;

    private Outside outside;

    /** Hears of everything before segments are told of, and fails when it is to. */
    @TestConfiguration
    static class Failing {

        private volatile boolean fails;

        @EventListener
        @Order(105)
        void on(ActivitiesRecorded recorded) {
            if (fails) {
                throw new IllegalStateException("planted");
            }
        }
    }

    @BeforeEach
    void begin() {
        outside = new Outside(port);
    }

    @AfterEach
    void nothingIsPlanted() {
        failing.fails = false;
        sql.sql("drop function if exists segment.refuse cascade").update();
    }

    @Test
    void whoCannotBeLookedAtIsPutOffAndTheOthersAreNot() {
        outside.send(IntStream.range(0, PEOPLE)
                .mapToObj(i -> Outside.track(
                        "due-" + i, "Order Completed", clock.instant(), Map.of("order_id", "due-" + i, "total", 30)))
                .toList());
        work("inbox");
        ContactId victim = contacts.byUserId("due-11").orElseThrow().id();
        sql.sql("create function segment.refuse() returns trigger language plpgsql as $$"
                        + " begin raise exception 'planted'; end $$")
                .update();
        sql.sql("create trigger refuse before insert on contact.activity for each row when (new.contact_id = "
                        + victim.value() + ") execute function segment.refuse()")
                .update();
        clock.advance(Duration.ofDays(31));
        Instant now = clock.instant();
        work("segments");
        assertThat(in("new_customers")).containsExactly(victim.value());
        assertThat(works.stream()
                        .filter(work -> work.name().equals("segments"))
                        .findFirst()
                        .orElseThrow()
                        .nextDue()
                        .orElseThrow())
                .isAfter(now);

        sql.sql("drop function segment.refuse cascade").update();
        clock.advance(Duration.ofHours(1));
        work("segments");
        assertThat(in("new_customers")).isEmpty();
    }

    @Test
    void whatNobodyIsToldBecauseABatchFailsIsForgottenWithIt() {
        failing.fails = true;
        outside.send(List.of(Outside.track(
                "due-lost", "Order Completed", clock.instant(), Map.of("order_id", "due-lost", "total", 30))));
        work("inbox");
        assertThat((ThreadLocal<?>) ReflectionTestUtils.getField(living, "waiting"))
                .extracting(ThreadLocal::get)
                .isNull();
    }

    private List<Long> in(String segment) {
        return sql.sql("select p.contact from segment.person p join segment.named n on n.id = any(p.segments)"
                        + " where n.name = ? order by 1")
                .param(segment)
                .query(Long.class)
                .list();
    }

    private void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }
}
