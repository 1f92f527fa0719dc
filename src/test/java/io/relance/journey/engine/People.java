package io.relance.journey.engine;

import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.run.Enrolments;
import io.relance.shared.ContactId;
import io.relance.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;

/** Made-up people by the dozen, and what they do. */
class People {

    private final Trial trial;
    private final Timeline timeline;
    private final Contacts contacts;
    private final Enrolments enrolments;
    private final TransactionTemplate transaction;

    People(Trial trial, Timeline timeline, Contacts contacts, Enrolments enrolments, TransactionTemplate transaction) {
        this.trial = trial;
        this.timeline = timeline;
        this.contacts = contacts;
        this.enrolments = enrolments;
        this.transaction = transaction;
    }

    static List<String> many(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    }

    /** They all do the same, in one batch. */
    void all(List<String> who, String activity) {
        List<Fact> facts = who.stream()
                .<Fact>map(id ->
                        new Fact.Acted(new Fact.Who(id, null), trial.now(), activity, Map.of("n", id), "test", true))
                .toList();
        transaction.executeWithoutResult(status -> timeline.receive(facts));
    }

    ContactId contact(String who) {
        return contacts.byUserId(who).orElseThrow().id();
    }

    void update(String who, Map<String, Object> traits) {
        contacts.update(contact(who), traits);
    }

    /** What the read API says of somebody's only run. */
    Map<String, Object> run(String who) {
        return enrolments.describe(contact(who)).get(0);
    }

    Object at(String who) {
        return run(who).get("at");
    }

    Object outcome(String who) {
        return run(who).get("outcome");
    }
}
