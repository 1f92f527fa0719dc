package io.relance.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TopicsTests {

    @EnableConfigurationProperties(ConsentSettings.class)
    static class Settings {}

    private static final ApplicationContextRunner SHOP =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void aShopThatSaysNothingHasFour() {
        SHOP.run(context -> assertThat(new Topics(context.getBean(ConsentSettings.class)).codes())
                .containsExactly("news", "offers", "reminders", "advice"));
    }

    @Test
    void aShopMayHaveItsOwnAndRenameOurs() {
        SHOP.withPropertyValues(
                        "relance.consent.topics=offers,garden_club=Le club jardin|The garden club,news=Lettre|Letter")
                .run(context -> {
                    var topics = new Topics(context.getBean(ConsentSettings.class));
                    assertThat(topics.codes()).containsExactly("offers", "garden_club", "news");
                    assertThat(topics.exists("garden_club")).isTrue();
                    assertThat(topics.exists("advice")).isFalse();
                    assertThat(topics.name("garden_club", "fr")).isEqualTo("Le club jardin");
                    assertThat(topics.name("garden_club", "en")).isEqualTo("The garden club");
                    assertThat(topics.note("garden_club", "en")).isEmpty();
                    assertThat(topics.name("news", "de")).isEqualTo("Lettre");
                });
    }

    @Test
    void aShopMayHaveNone() {
        SHOP.withPropertyValues("relance.consent.topics=")
                .run(context -> assertThat(new Topics(context.getBean(ConsentSettings.class)).codes())
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "news, Nouveautés, News",
        "offers, Offres, Offers",
        "reminders, Rappels, Reminders",
        "advice, Conseils, Advice"
    })
    void oursHaveNamesAndNotesInBothLanguages(String code, String french, String english) {
        var topics = new Topics(new ConsentSettings(List.of(code), Set.of(), Duration.ofDays(7), Duration.ofDays(1)));

        assertThat(topics.name(code, "fr")).isEqualTo(french);
        assertThat(topics.name(code, "en")).isEqualTo(english);
        assertThat(topics.note(code, "fr")).isNotEmpty().isNotEqualTo(topics.note(code, "en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vip", "News", "news,news", "vip=Ventes", "vip=|x", "9lives=a|b", "club=a|b|c", "news, ,offers"})
    void aWrongListStopsTheStartAndSaysWhatIsAccepted(String told) {
        SHOP.withPropertyValues("relance.consent.topics=" + told).run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageMatching("RELANCE_CONSENT_TOPICS .*; it accepts .*"));
    }
}
