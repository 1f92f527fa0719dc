package io.relance.contact;

import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.aliased;
import static io.relance.contact.Facts.both;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@RelanceTest
@RecordApplicationEvents
class WhoIsWhoTests {

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Decisions decisions;

    @Autowired
    ApplicationEvents events;

    private final String camille = newId("camille");
    private final String dominique = newId("dominique");
    private final String browser = newId("browser");

    @Test
    void twoUserIdsWithOneEmailStayTwoPeople() {
        var shared = Map.<String, Object>of("email", "Camille@Example.org", "phone", "06 39 98 00 01");
        receive(identified(user(camille), shared), identified(user(dominique), shared));

        assertThat(contact(camille).id()).isNotEqualTo(contact(dominique).id());
        assertThat(contact(camille).email()).isEqualTo("camille@example.org");
        assertThat(contact(dominique).email()).isEqualTo("camille@example.org");
        assertThat(merges()).isEmpty();
    }

    @Test
    void aNewVisitorBecomesTheUserThatIdentifyNames() {
        receive(acted(visitor(browser), "Product Added"));
        ContactId before = recorded().get(0).contact();
        receive(identified(both(camille, browser), Map.of("firstName", "Camille")));

        assertThat(contact(camille).id()).isEqualTo(before);
        assertThat(names(camille)).containsExactly("Product Added");
        assertThat(merges()).isEmpty();
    }

    @Test
    void aNewVisitorBecomesTheUserWithinOneBatch() {
        receive(
                acted(visitor(browser), "Product Added"),
                identified(both(camille, browser), Map.of()),
                acted(user(camille), "Order Completed"));

        assertThat(names(camille)).containsExactly("Order Completed", "Product Added");
        assertThat(recorded())
                .extracting(Activity::contact)
                .containsOnly(contact(camille).id());
    }

    @Test
    void aVisitorMergesIntoTheUserWeKnowByIdentify() {
        receive(acted(user(camille), "Order Completed"));
        receive(acted(visitor(browser), "Product Added"));
        receive(identified(both(camille, browser), Map.of()));

        assertThat(names(camille)).containsExactlyInAnyOrder("Order Completed", "Product Added");
        assertThat(merges()).hasSize(1);
    }

    @Test
    void aVisitorMergesIntoTheUserWeKnowByAlias() {
        receive(acted(user(camille), "Order Completed"));
        receive(acted(visitor(browser), "Product Added"));
        receive(aliased(camille, browser));
        receive(acted(visitor(browser), "Cart Viewed"));

        assertThat(names(camille)).containsExactlyInAnyOrder("Order Completed", "Product Added", "Cart Viewed");
    }

    @Test
    void oldIdsAnswerAsThePersonTheyBecame() {
        receive(acted(user(camille), "Order Completed"), acted(visitor(browser), "Product Added"));
        ContactId visitor = recorded().get(1).contact();
        decisions.record(List.of(
                new Decision(visitor, Facts.NOON, "welcome", null, Decision.Outcome.ENTERED, null, null, null)));
        receive(aliased(camille, browser));
        decisions.record(
                List.of(new Decision(visitor, Facts.NOON, "welcome", null, Decision.Outcome.EXITED, null, null, null)));

        ContactId into = contact(camille).id();
        assertThat(contacts.find(visitor)).map(Contact::id).contains(into);
        assertThat(contacts.findAll(List.of(visitor, into))).containsOnlyKeys(visitor, into);
        assertThat(timeline.newest(visitor, 10)).hasSize(2);
        assertThat(timeline.record(
                        List.of(new NewActivity(visitor, Facts.NOON, "Email Clicked", Map.of(), "tracking", true))))
                .extracting(Activity::contact)
                .containsExactly(into);
        assertThat(decisions.newest(into, null, 10))
                .extracting(Decision::outcome)
                .containsExactly(Decision.Outcome.EXITED, Decision.Outcome.ENTERED);
    }

    @Test
    void ofAMergeTheUsersTraitsWinAndTheVisitorsFillGaps() {
        receive(
                identified(user(camille), Map.of("email", "camille@example.org", "firstName", "Camille")),
                identified(visitor(browser), Map.of("firstName", "Cam", "phone", "0639980002", "language", "en")),
                aliased(camille, browser));

        Contact merged = contact(camille);
        assertThat(merged.firstName()).isEqualTo("Camille");
        assertThat(merged.phone()).isEqualTo("+33639980002");
        assertThat(merged.language()).isEqualTo("en");
        assertThat(contacts.byPhone("+33639980002")).extracting(Contact::userId).contains(camille);
    }

    @Test
    void aBrowserSharedByTwoUsersMergesNobody() {
        receive(identified(both(camille, browser), Map.of()), acted(visitor(browser), "Product Viewed"));
        receive(identified(both(dominique, browser), Map.of()), acted(visitor(browser), "Product Added"));

        assertThat(names(camille)).containsExactly("Product Viewed");
        assertThat(names(dominique)).containsExactly("Product Added");
        assertThat(merges()).isEmpty();
    }

    @Test
    void anEventWithBothIdsCountsForTheUserAndMergesNobody() {
        receive(acted(visitor(browser), "Product Viewed"));
        receive(acted(both(camille, browser), "Product Added"));

        assertThat(names(camille)).containsExactly("Product Added");
        assertThat(merges()).isEmpty();
        receive(identified(both(camille, browser), Map.of()));
        assertThat(names(camille)).containsExactlyInAnyOrder("Product Added", "Product Viewed");
    }

    @Test
    void anEventWithBothIdsLetsAnUnknownBrowserBelongToTheUser() {
        receive(acted(both(camille, browser), "Product Added"), acted(visitor(browser), "Cart Viewed"));

        assertThat(names(camille)).containsExactly("Cart Viewed", "Product Added");
    }

    @Test
    void nobodyHearsOfAMergeBeforeWhatWasDoneBeforeIt() {
        receive(acted(user(camille), "Page Viewed"));
        receive(
                acted(visitor(browser), "Product Added"),
                aliased(camille, browser),
                acted(visitor(browser), "Cart Viewed"));

        ContactId into = contact(camille).id();
        var published = published();
        assertThat(published).hasSize(4);
        var visitor =
                ((ActivitiesRecorded) published.get(1)).activities().get(0).contact();
        assertThat(visitor).isNotEqualTo(into);
        assertThat(published.get(2)).isEqualTo(new ContactsMerged(visitor, into));
        assertThat(((ActivitiesRecorded) published.get(3)).activities())
                .extracting(Activity::contact)
                .containsExactly(into);
    }

    @Test
    void aMergeOfOthersDoesNotSplitTheBatch() {
        receive(acted(user(camille), "Page Viewed"), acted(visitor(browser), "Product Added"));
        receive(
                acted(user(dominique), "Page Viewed"),
                aliased(camille, browser),
                acted(user(dominique), "Product Viewed"));

        assertThat(published()).hasSize(3);
        assertThat(published().get(1)).isInstanceOf(ContactsMerged.class);
        assertThat(((ActivitiesRecorded) published().get(2)).activities()).hasSize(2);
    }

    private void receive(Fact... facts) {
        timeline.receive(List.of(facts));
    }

    private Contact contact(String userId) {
        return contacts.byUserId(userId).orElseThrow();
    }

    private List<String> names(String userId) {
        return timeline.newest(contact(userId).id(), 10).stream()
                .map(Activity::name)
                .toList();
    }

    private List<Object> published() {
        var published = new ArrayList<Object>();
        events.stream()
                .filter(PayloadApplicationEvent.class::isInstance)
                .map(each -> ((PayloadApplicationEvent<?>) each).getPayload())
                .filter(each -> each instanceof ActivitiesRecorded || each instanceof ContactsMerged)
                .forEach(published::add);
        return published;
    }

    private List<ContactsMerged> merges() {
        return events.stream(ContactsMerged.class).toList();
    }

    private List<Activity> recorded() {
        return events.stream(ActivitiesRecorded.class)
                .flatMap(each -> each.activities().stream())
                .toList();
    }
}
