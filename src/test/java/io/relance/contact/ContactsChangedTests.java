package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionOperations;

/** What changed of people is told once, after what they did, with the names of the traits. */
@RelanceTest
@RecordApplicationEvents
class ContactsChangedTests {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    ApplicationEvents events;

    @Test
    void aBatchTellsOfEverybodyOnceAndAfterWhatTheyDid() {
        tell(
                identify("changed-1", null, Map.of("firstName", "Camille")),
                view("changed-1", null),
                identify("changed-1", null, Map.of("birthday", "1990-05-04")),
                view("changed-2", null));

        assertThat(told()).containsExactly("recorded", "changed");
        assertThat(changes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        id("changed-1"), Set.of("firstName", "birthday"),
                        // New, and nothing is known of them.
                        id("changed-2"), Set.of()));
    }

    @Test
    void whoOnlyDoesSomethingIsNotChanged() {
        tell(identify("changed-3", null, Map.of("firstName", "Alex")));
        events.clear();
        tell(view("changed-3", null), identify("changed-3", null, Map.of("firstName", "Alex")));
        assertThat(told()).containsExactly("recorded");
    }

    @Test
    void aMergeInTheMidstTellsOfWhoIsLeftWithWhatBothBrought() {
        tell(identify("changed-4", null, Map.of("firstName", "Sasha")));
        events.clear();
        tell(
                identify(null, "changed-visitor", Map.of("birthday", "1990-05-04")),
                view(null, "changed-visitor"),
                identify("changed-4", "changed-visitor", Map.of("lastName", "Exemple")),
                view("changed-4", null));

        assertThat(told()).containsExactly("recorded", "merged", "recorded", "changed");
        assertThat(changes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(id("changed-4"), Set.of("birthday", "lastName")));
    }

    @Test
    void ofWhomAllWeHeardIsHistoryIsSaid() {
        tell(
                new Identified(new Who("changed-old", null), NINE, Map.of("firstName", "Alix"), "test", false),
                identify("changed-news", null, Map.of("firstName", "Noa")),
                new Identified(new Who("changed-both", null), NINE, Map.of("firstName", "Lou"), "test", false),
                view("changed-both", null));
        ContactsChanged changed =
                events.stream(ContactsChanged.class).findFirst().orElseThrow();
        assertThat(changed.contacts()).hasSize(3);
        assertThat(changed.live()).containsExactlyInAnyOrder(id("changed-news"), id("changed-both"));
    }

    @Test
    void whatAStepUpdatesIsToldTheSameWay() {
        tell(identify("changed-5", null, Map.of("firstName", "Noa")));
        events.clear();
        contacts.update(id("changed-5"), Map.of("size", "M"));
        assertThat(told()).containsExactly("changed");
        assertThat(changes()).containsExactlyEntriesOf(Map.of(id("changed-5"), Set.of("size")));
    }

    private List<String> told() {
        return events.stream()
                .map(event -> event instanceof org.springframework.context.PayloadApplicationEvent<?> payload
                        ? payload.getPayload()
                        : event)
                .map(ContactsChangedTests::word)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String word(Object event) {
        if (event instanceof ActivitiesRecorded) {
            return "recorded";
        }
        return event instanceof ContactsMerged ? "merged" : event instanceof ContactsChanged ? "changed" : "";
    }

    private Map<ContactId, Set<String>> changes() {
        List<ContactsChanged> changed = events.stream(ContactsChanged.class).toList();
        assertThat(changed).hasSize(1);
        return changed.get(0).traits();
    }

    private void tell(Fact... facts) {
        transactions.executeWithoutResult(status -> timeline.receive(List.of(facts)));
    }

    private static Fact identify(String userId, String visitor, Map<String, Object> traits) {
        return new Identified(new Who(userId, visitor), NINE, traits, "test", true);
    }

    private static Fact view(String userId, String visitor) {
        return new Acted(new Who(userId, visitor), NINE, "Page Viewed", Map.of(), "test", true);
    }

    private ContactId id(String userId) {
        return contacts.byUserId(userId).orElseThrow().id();
    }
}
