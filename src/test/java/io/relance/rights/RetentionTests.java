package io.relance.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Fact.Who;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Nobody is kept for ever who never acts: asked once, a month before, and erased who does not answer. */
@TestPropertySource(
        properties = {"relance.retention.after=P6M", "relance.retention.notice=P30D", "relance.kept.activities=P3M"})
@DirtiesContext
class RetentionTests extends RightsTest {

    private static final String QUESTION_FR = "Souhaitez-vous que nous gardions le contact ?";
    private static final String QUESTION_EN = "Shall we stay in touch?";

    @Test
    void whoStaysSilentIsAskedOnceAndErased() {
        agrees("silent", "silent@example.org", "+33639980400");
        tell(identified(user("english"), Map.of("email", "english@example.org", "language", "en")));
        agrees("clicks", "clicks@example.org", "+33639980401");
        agrees("visits", "visits@example.org", "+33639980402");
        agrees("busy", "busy@example.org", "+33639980403");
        agrees("opens", "opens@example.org", "+33639980404");
        tell(acted(new Who(null, "passer-by"), "Page Viewed", Map.of()));

        // Each act is seen before the timeline forgets it.
        for (int month = 0; month < 4; month++) {
            trial.advance(Period.ofMonths(1));
            tell(acted(user("busy"), "Product Viewed", Map.of()));
            tell(acted(user("opens"), "Email Opened", Map.of()), acted(user("opens"), "Order Updated", Map.of()));
        }
        assertThat(subjects("silent")).isZero();

        trial.advance(Duration.ofDays(35));
        assertThat(subjects("silent")).isOne();
        assertThat(trial.mailbox().to("silent@example.org").get(0).subject()).isEqualTo(QUESTION_FR);
        assertThat(trial.mailbox().to("english@example.org").get(0).subject()).isEqualTo(QUESTION_EN);
        assertThat(trial.mailbox().to("english@example.org").get(0).text()).contains("one click is enough");
        assertThat(subjects("opens")).isOne();
        assertThat(subjects("busy")).isZero();
        clicks("clicks@example.org");
        tell(acted(user("visits"), "Page Viewed", Map.of()));

        trial.advance(Duration.ofDays(33));
        for (String gone : new String[] {"silent", "english", "opens"}) {
            assertThat(contacts.byUserId(gone)).as(gone).isEmpty();
            assertThat(subjects(gone)).isOne();
        }
        for (String stays : new String[] {"clicks", "visits", "busy"}) {
            assertThat(contacts.byUserId(stays)).as(stays).isPresent();
        }
        assertThat(new MarkSearch(jdbc).tablesWith(java.util.List.of("silent@example.org", "passer-by")))
                .isEmpty();
        assertThat(call("admin", "GET", "/api/rights?kind=retention").body())
                .contains("\"requestedBy\":\"retention\"")
                .doesNotContain("silent");
    }

    private long subjects(String name) {
        return trial.mailbox().to(name + "@example.org").size();
    }

    /** A person's click, long enough after the mail. */
    private void clicks(String address) {
        trial.advance(Duration.ofMinutes(5));
        String html = trial.mailbox().to(address).get(0).html();
        String link = html.replaceAll("(?s).*href=\"[^\"]*(/c/[^\"]+)\"[^>]*>\\s*Restons en contact.*", "$1");
        assertThat(anybody("GET", link, "").statusCode()).isEqualTo(302);
    }
}
