package io.relance;

import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.when;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionOperations;

/** For rooms that live on activities: each test has a person of its own and a timeline that only passes on. */
@RelanceTest
public abstract class ActivityTest {

    protected static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final AtomicLong numbers = new AtomicLong(1_000_000);

    @MockitoBean
    protected Timeline timeline;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected JdbcClient sql;

    @Autowired
    protected TransactionOperations transactions;

    @Autowired
    private ApplicationEventPublisher events;

    /** What rooms recorded themselves during the test. */
    protected final List<Activity> recorded = Collections.synchronizedList(new ArrayList<>());

    /** The test's person. */
    protected ContactId camille;

    @BeforeEach
    void startAtNine() {
        clock.set(NINE);
        camille = newContact();
        passOn();
    }

    /** Lets the timeline publish what rooms record, as the real one does. */
    protected void passOn() {
        when(timeline.record(anyList())).thenAnswer(call -> pass(call.getArgument(0)));
    }

    protected static ContactId newContact() {
        return new ContactId(numbers.incrementAndGet());
    }

    /** A live activity of the test's person. */
    protected Activity activity(String at, String name, Map<String, Object> properties) {
        return new Activity(
                numbers.incrementAndGet(),
                camille,
                Instant.parse("2026-03-02T" + at + ":00Z"),
                name,
                properties,
                "test",
                true);
    }

    /** The same of another person, or of long ago. */
    protected static Activity like(Activity activity, ContactId contact, boolean live) {
        return new Activity(
                activity.id(), contact, activity.at(), activity.name(), activity.properties(), activity.source(), live);
    }

    /** Happens as one batch. */
    protected void happen(Activity... activities) {
        transactions.executeWithoutResult(
                status -> events.publishEvent(new ActivitiesRecorded(Arrays.asList(activities))));
    }

    /** Happens, and answers what happened. */
    protected Activity happen(String at, String name, Map<String, Object> properties) {
        Activity activity = activity(at, name, properties);
        happen(activity);
        return activity;
    }

    protected void merge(ContactId from, ContactId into) {
        transactions.executeWithoutResult(status -> events.publishEvent(new ContactsMerged(from, into)));
    }

    private List<Activity> pass(List<NewActivity> told) {
        List<Activity> activities = told.stream()
                .map(it -> new Activity(
                        numbers.incrementAndGet(),
                        it.contact(),
                        it.at(),
                        it.name(),
                        it.properties(),
                        it.source(),
                        it.live()))
                .toList();
        recorded.addAll(activities);
        events.publishEvent(new ActivitiesRecorded(activities));
        return activities;
    }
}
