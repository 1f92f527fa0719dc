package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.contact.Contacts;
import io.relance.pressure.Ask;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** A mail leaves with an envelope of its own, comes back to the mailbox, is read there, and silences its address. */
@TrialTest
class ComesBackTests {

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    Pressure pressure;

    @Autowired
    Contacts contacts;

    @Autowired
    JavaMailSenderImpl smtp;

    @Autowired
    JdbcTemplate jdbc;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
    }

    @AfterEach
    void endEverything() {
        outside.endEverything();
        jdbc.update("delete from consent.suppression");
        jdbc.update("delete from consent.soft_bounce");
    }

    @ParameterizedTest
    @CsvSource({
        "bounce,    hard,  failed, channel_undelivered_5.1.1, suppressed_hard_bounce",
        "complaint, abuse, sent,   ,                          suppressed_complaint"
    })
    void whatComesBackSilencesItsAddressForEveryKindOfMessage(
            String address, String said, String state, String reason, String refused) {
        String who = "back-" + address;
        leavesACart(who, address + "@example.org");
        trial.advance(Duration.ofHours(1));

        assertThat(outside.mailbox(address + "@example.org")
                        .get(0)
                        .at("/headers/Return-Path")
                        .asText())
                .matches("<bounces\\+[a-z2-7]{29}@boutique\\.example>");
        JsonNode message = outside.contact(who).at("/messages/0");
        assertThat(message.path("state").asText()).isEqualTo(state);
        assertThat(message.path("reason").asText(null)).isEqualTo(reason);
        assertThat(activities(who)).contains(address.equals("bounce") ? "Email Bounced" : "Email Complained");
        assertThat(toldOf(who)).contains(said);
        assertThat(refusals(who)).containsOnly(refused);

        trial.advance(Duration.ofHours(23));
        assertThat(outside.mailbox(address + "@example.org")).hasSize(1);
        assertThat(outside.contact(who).path("messages"))
                .anySatisfy(each -> assertThat(each.path("reason").asText()).isEqualTo(refused));
        assertThat(outside.contact(who).at("/consents/email/state").asText())
                .isEqualTo(address.equals("bounce") ? "granted" : "withdrawn");
    }

    @Test
    void whoSharesTheAddressIsSilentTooAndTheTimelineTellsItOnce() {
        leavesACart("back-one", "bounce+two@example.org");
        trial.advance(Duration.ofHours(1));
        trial.settle();
        outside.send(List.of(Outside.identify(
                "back-other", Map.of("email", "Bounce+Two@example.org", "consents", Map.of("email", true)))));
        trial.settle();

        assertThat(refusals("back-other")).containsOnly("suppressed_hard_bounce");
        assertThat(activities("back-one")).containsOnlyOnce("Email Bounced");
    }

    @Test
    void aRefusedSenderIsNobodysFault() {
        leavesACart("back-blocked", "bounce-blocked@example.org");
        trial.advance(Duration.ofHours(1));

        assertThat(outside.contact("back-blocked").at("/messages/0/reason").asText())
                .isEqualTo("channel_undelivered_5.7.1");
        assertThat(toldOf("back-blocked")).contains("block");
        assertThat(refusals("back-blocked")).isEmpty();
    }

    /** Five people with one address, so that each is written to: what counts is the address's. */
    @Test
    void aMailboxThatStaysFullForAWeekRests() {
        for (int person = 0; person < 4; person++) {
            leavesACart("full-" + person, "bounce-full@example.org");
            trial.advance(Duration.ofDays(2));
            assertThat(refusals("full-" + person)).isEmpty();
        }
        assertThat(toldOf("full-0")).contains("soft");
        leavesACart("full-4", "bounce-full@example.org");
        trial.advance(Duration.ofHours(1));

        assertThat(refusals("full-0")).containsOnly("suppressed_soft_bounce");
        assertThat(jdbc.queryForObject("select count(*) from consent.soft_bounce", Integer.class))
                .isZero();
    }

    @Test
    void aMailThatArrivesInBetweenEndsTheRow() {
        for (int person = 0; person < 5; person++) {
            leavesACart("once-" + person, (person == 3 ? "arrives" : "bounce-full+once") + "@example.org");
            trial.advance(Duration.ofDays(2));
            // As if the fourth had the same address, and it took the mails this once.
            jdbc.update("update message.message set address = 'Bounce-Full+once@example.org',"
                    + " contact = (select max(contact_id) from consent.soft_bounce)"
                    + " where address = 'arrives@example.org'");
        }

        assertThat(refusals("once-0")).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from consent.soft_bounce", Integer.class))
                .isEqualTo(8);
    }

    @Test
    void aBounceThatSomebodyMadeUpDoesNothing() throws Exception {
        leavesACart("back-forged", "forged@example.org");
        trial.advance(Duration.ofHours(1));
        JsonNode mail = outside.mailbox("forged@example.org").get(0);
        String envelope = mail.at("/headers/Return-Path").asText().replaceAll("[<>]", "");
        String forged = envelope.replace(envelope.substring(20, 24), "aaaa");
        assertThat(forged).isNotEqualTo(envelope);
        bounce(forged, "forged@example.org", "<1.0123456789abcdef@boutique.example>");

        assertThat(outside.contact("back-forged").at("/messages/0/state").asText())
                .isEqualTo("sent");
        assertThat(refusals("back-forged")).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from consent.suppression", Integer.class))
                .isZero();

        // The same with our mark is believed, once.
        bounce(envelope.toUpperCase(java.util.Locale.ROOT), "forged@example.org", "<none@example.org>");
        bounce(envelope, "forged@example.org", "<none@example.org>");
        assertThat(refusals("back-forged")).containsOnly("suppressed_hard_bounce");
        assertThat(activities("back-forged")).containsOnlyOnce("Email Bounced");
    }

    /** Somebody's server answers over SMTP, as in real life. */
    private void bounce(String to, String recipient, String messageId) throws Exception {
        var mail = smtp.createMimeMessage();
        var content = new MimeMessageHelper(mail, false, "UTF-8");
        content.setFrom("mailer-daemon@mx.example");
        content.setTo(to);
        content.setSubject("Undelivered Mail Returned to Sender");
        content.setText("Final-Recipient: rfc822; " + recipient
                + "\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\nMessage-ID: "
                + messageId);
        smtp.send(mail);
        trial.settle();
    }

    private Stream<String> refusals(String who) {
        ContactId contact = contacts.byUserId(who).orElseThrow().id();
        return Stream.of(MessageClass.values())
                .map(each -> pressure.consider(new Ask(contact, Channel.EMAIL, each, null, trial.now())))
                .filter(Refusal.class::isInstance)
                .map(refusal -> ((Refusal) refusal).reason());
    }

    private List<String> activities(String who) {
        return outside.contact(who).path("timeline").findValuesAsText("name");
    }

    private String toldOf(String who) {
        return outside.contact(who).path("timeline").toString();
    }

    private void leavesACart(String who, String email) {
        outside.send(List.of(
                Outside.identify(
                        who, Map.of("email", email, "firstName", "Camille", "consents", Map.of("email", true))),
                Outside.track(
                        who,
                        "Product Added",
                        trial.now(),
                        Map.of(
                                "cart_id",
                                "cart-" + who,
                                "product_id",
                                "vase",
                                "name",
                                "Vague vase",
                                "price",
                                158,
                                "quantity",
                                1,
                                "currency",
                                "EUR"))));
        trial.settle();
    }
}
