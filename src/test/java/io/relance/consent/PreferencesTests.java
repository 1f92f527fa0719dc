package io.relance.consent;

import static io.relance.contact.Facts.NOON;
import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.aliased;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RelanceTest
class PreferencesTests {

    @Autowired
    Preferences preferences;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient jdbc;

    private final String camille = newId("camille");
    private final String browser = newId("browser");

    @BeforeEach
    void camilleIsKnown() {
        receive(acted(user(camille), "Page Viewed"));
    }

    @Test
    void whoChoseNothingIsMissing() {
        assertThat(preferences.ofAll(Set.of(id()))).isEmpty();
        assertThat(preferences.of(id())).isEqualTo(Choices.NONE);
    }

    @Test
    void whatIsChosenStandsAndItsHistoryTellsWhenWhereAndHow() {
        var month = NOON.plus(Duration.ofDays(30));

        Choices before = choose(new Choices(Set.of("offers"), month), NOON);

        assertThat(before).isEqualTo(Choices.NONE);
        assertThat(preferences.ofAll(List.of(id(), new ContactId(-1))))
                .isEqualTo(Map.of(id(), new Choices(Set.of("offers"), month)));
        assertThat(history(id())).containsExactly("topic_off offers", "paused null");
        assertThat(jdbc.sql(
                                "select distinct source, wording, proof, actor from consent.choice_log where contact_id = ?")
                        .param(id().value())
                        .query()
                        .singleRow())
                .isEqualTo(
                        Map.of("source", "preferences", "wording", "v1", "proof", "message 7", "actor", "the person"));
    }

    @Test
    void whatStandsAlreadyAddsNothing() {
        var choices = new Choices(Set.of("offers", "news"), NOON.plusSeconds(60));
        choose(choices, NOON);
        choose(choices, NOON.plusSeconds(1));

        assertThat(history(id())).containsExactly("topic_off news", "topic_off offers", "paused null");
    }

    @Test
    void aTopicComesBackAndAPauseEnds() {
        choose(new Choices(Set.of("offers", "news"), NOON.plusSeconds(60)), NOON);
        choose(new Choices(Set.of("news"), null), NOON.plusSeconds(1));

        assertThat(preferences.of(id())).isEqualTo(new Choices(Set.of("news"), null));
        assertThat(history(id())).endsWith("topic_on offers", "resumed null");
    }

    @Test
    void aPauseThatIsOverIsNotEndedAgain() {
        choose(new Choices(Set.of(), NOON.plusSeconds(60)), NOON);
        choose(Choices.NONE, NOON.plusSeconds(60));

        assertThat(history(id())).containsExactly("paused null");
        assertThat(preferences.of(id()).isPausedAt(NOON.plusSeconds(59))).isTrue();
        assertThat(preferences.of(id()).isPausedAt(NOON.plusSeconds(60))).isFalse();
    }

    @ParameterizedTest(name = "{0} paused {1} s, merged into {2} paused {3} s: {4} paused {5} s")
    @CsvSource({
        "offers,     60,  news, 30, offers news, 60",
        "offers,     30,  news, 60, offers news, 60",
        "offers,       ,  news, 60, offers news, 60",
        "offers,     60,  news,   , offers news, 60",
        "offers,       ,      ,   , offers,        ",
        "      ,       ,  news, 60, news,        60",
    })
    void theStricterSurvivesAMerge(String off, Long pause, String theirs, Long theirPause, String both, Long until) {
        receive(acted(visitor(browser), "Page Viewed"));
        var visitor = new ContactId(jdbc.sql("select contact_id from contact.identity where value = ?")
                .param(browser)
                .query(Long.class)
                .single());
        preferences.choose(visitor, choices(off, pause), grounds(NOON));
        preferences.choose(id(), choices(theirs, theirPause), grounds(NOON));
        int acts = history(id()).size() + history(visitor).size();

        receive(aliased(camille, browser));

        assertThat(preferences.ofAll(Set.of(id(), visitor))).isEqualTo(Map.of(id(), choices(both, until)));
        assertThat(preferences.of(visitor)).isEqualTo(choices(both, until));
        assertThat(history(id())).hasSize(acts);
    }

    private static Choices choices(String off, Long seconds) {
        Set<String> topics = off == null ? Set.of() : Set.copyOf(Arrays.asList(off.split(" ")));
        return new Choices(topics, seconds == null ? null : NOON.plusSeconds(seconds));
    }

    private Choices choose(Choices choices, Instant at) {
        return preferences.choose(id(), choices, grounds(at));
    }

    private static Grounds grounds(Instant at) {
        return Grounds.ofPerson(at, "preferences", "v1", "message 7");
    }

    private List<String> history(ContactId contact) {
        return jdbc.sql("select choice || ' ' || coalesce(topic, 'null') from consent.choice_log where contact_id = ?"
                        + " order by id")
                .param(contact.value())
                .query(String.class)
                .list();
    }

    private void receive(Fact... facts) {
        timeline.receive(List.of(facts));
    }

    private ContactId id() {
        return contacts.byUserId(camille).orElseThrow().id();
    }
}
