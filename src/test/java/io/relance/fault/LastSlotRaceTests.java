package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.pressure.Ask;
import io.relance.pressure.Busy;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Verdict;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One message a day, and two that would be today's: by two journeys, and at the gate itself, as two nodes ask it. */
class LastSlotRaceTests extends RaceTest {

    @Autowired
    Pressure pressure;

    @Autowired
    Contacts contacts;

    @BeforeEach
    void oneMailADay() {
        assertThat(outside.as(
                                "admin",
                                "PUT",
                                "/api/pressure",
                                Map.of("caps", List.of(Map.of("channel", "email", "count", 1, "per", "P1D"))))
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void withoutRules() {
        db.sql("delete from pressure.setting").update();
    }

    @Test
    void twoJourneysAndOneLastSlotAreOneMessageAndOneReason() {
        shop.deploy(Sketch.journey("fault-slot-timer", "Slot Planned", Map.of())
                .waits("minute", "PT1M")
                .step("write", "sendEmail", Map.of("template", "fault-race", "whenHeld", "skip"))
                .ends("Over"));
        shop.deploy(Sketch.journey("fault-slot-event", "Slot Wanted", Map.of())
                .step("write", "sendEmail", Map.of("template", "fault-race", "whenHeld", "skip"))
                .ends("Over"));
        HeadStart race = new HeadStart();
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> people = shop.people(GROUP);
            everybody.addAll(people);
            shop.everybody(people, "Slot Planned");
            Instant due = outside.settle().plus(Duration.ofMinutes(1));
            shop.everybody(people, "Slot Wanted");
            inboxAgainstTimers(race, due);
            race.learn(allowed("fault-slot-event", people), allowed("fault-slot-timer", people));
        }
        outside.advance("PT1M");
        bothWon(race);
        assertThat(mailed(everybody)).as("one each, from whichever").isEqualTo(everybody.size());
        assertThat(
                        Counts.of(
                                db,
                                "select state || ' ' || coalesce(reason, '') from message.message where journey like 'fault-slot-%'"))
                .isEqualTo(Map.of("sent ", (long) everybody.size(), "skipped cap_email", (long) everybody.size()));
        assertThat(outside.list("/engine-rest/incident")).isEmpty();
    }

    @Test
    void ofTwoWhoAskTheGateAtOnceOneWaitsForTheNextDay() {
        Instant now = outside.settle();
        for (String who : shop.people(TIMES)) {
            ContactId person = contacts.byUserId(who).map(Contact::id).orElseThrow();
            Queue<Instant> moments = new ConcurrentLinkedQueue<>();
            Runnable asks = () -> moments.add(
                    ((Permit) pressure.request(new Ask(person, Channel.EMAIL, MessageClass.MARKETING, null, now)))
                            .from());
            Together.run(2, asks);
            assertThat(moments)
                    .containsExactlyInAnyOrder(now, now.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void aSlotThatIsUsedLateIsSeenByWhoAsksMeanwhile() {
        Instant asked = outside.settle();
        Instant now = asked.plus(Duration.ofHours(30));
        for (String who : shop.people(TIMES)) {
            ContactId person = contacts.byUserId(who).map(Contact::id).orElseThrow();
            Permit queued =
                    (Permit) pressure.request(new Ask(person, Channel.EMAIL, MessageClass.MARKETING, null, asked));
            Permit held =
                    (Permit) pressure.request(new Ask(person, Channel.EMAIL, MessageClass.MARKETING, null, asked));
            Queue<Permit> used = new ConcurrentLinkedQueue<>();
            Together.run(confirms(queued, now, used), confirms(held, now, used));
            assertThat(used)
                    .extracting(Permit::id)
                    .as("after an outage both are due")
                    .containsExactly(queued.id());
        }
    }

    @Test
    void twoThatWereUsedBeforeAndPutOffDoNotBothLeaveNow() {
        Instant asked = outside.settle();
        Instant now = asked.plus(Duration.ofHours(60));
        for (String who : shop.people(TIMES)) {
            ContactId person = contacts.byUserId(who).map(Contact::id).orElseThrow();
            Permit first = used(person, asked);
            Permit second = used(person, asked.plus(Duration.ofHours(25)));
            Queue<Permit> used = new ConcurrentLinkedQueue<>();
            Together.run(confirms(first, now, used), confirms(second, now, used));
            assertThat(used).hasSize(1);
        }
    }

    /** Was to leave then, and the provider put it off. */
    private Permit used(ContactId person, Instant at) {
        Permit permit = (Permit) pressure.request(new Ask(person, Channel.EMAIL, MessageClass.MARKETING, null, at));
        assertThat(((Permit) pressure.confirm(permit, at)).heldFor()).isNull();
        return permit;
    }

    private Runnable confirms(Permit permit, Instant now, Queue<Permit> used) {
        return () -> {
            Verdict answer = pressure.confirm(permit, now);
            while (answer instanceof Busy) {
                answer = pressure.confirm(permit, now);
            }
            if (((Permit) answer).heldFor() == null) {
                used.add((Permit) answer);
            }
        };
    }

    /** So many of these people have a message of this journey that is to leave. */
    private long allowed(String journey, List<String> people) {
        return db.sql(
                        """
                select count(*) from message.message m join contact.contact c on c.id = m.contact
                where m.journey = ? and m.state <> 'skipped' and c.user_id = any(?)""")
                .params(journey, people.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
