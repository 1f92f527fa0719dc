package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.Draft;
import io.relance.message.Links;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Origin;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailTests extends MessageTest {

    private void allows(long contact, String... topics) {
        for (String topic : topics) {
            jdbc.update(
                    "insert into consent.present (contact_id, topic, state, source, at)"
                            + " values (?, ?, 'granted', 'test', '2026-01-01') on conflict do nothing",
                    contact,
                    topic);
        }
    }

    @AfterEach
    void forgetConsents() {
        jdbc.update("delete from consent.present");
    }

    private MimeMessage sent(Draft draft) {
        long id = enqueue(draft);
        send();
        assertThat(message(id)).extracting(Message::state, Message::reason).containsExactly(MessageState.SENT, null);
        return SMTP.getReceivedMessages()[0];
    }

    private static String header(MimeMessage mail, String name) throws Exception {
        String[] values = mail.getHeader(name);
        return values == null ? null : jakarta.mail.internet.MimeUtility.unfold(values[0]);
    }

    @Test
    void aMailArrivesWithItsTextFirstAndOneClickUnsubscribing() throws Exception {
        MimeMessage mail = sent(mail(1));
        assertThat(mail.getSubject()).isEqualTo("Camille1, votre panier vous attend");
        assertThat(mail.getFrom()[0]).hasToString("Boutique <shop@example.org>");
        assertThat(mail.getAllRecipients()[0]).hasToString("camille1@example.org");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(clock.instant());
        assertThat(mail.getMessageID()).matches("<[0-9a-z]+\\.[0-9a-z]+@example\\.org>");
        assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        String way = header(mail, "List-Unsubscribe");
        assertThat(way).startsWith("<http://localhost/u/").endsWith(">");
        String token = way.substring("<http://localhost/u/".length(), way.length() - 1);
        assertThat(links.openUnsubscribe(token))
                .contains(messages.latest(1).orElseThrow().id());
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("2 × Savon : 24,95 €", "Reprendre mon panier (http://localhost/c/", "/u/" + token);
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("2 × Savon : 24,95\u00a0€", "href=\"http://localhost/u/" + token + "\"");
    }

    @Test
    void everyLinkOfAMailLeadsThroughUsToWhereItWasSigned() throws Exception {
        MimeMultipart parts = (MimeMultipart) sent(mail(1)).getContent();
        Matcher link = Pattern.compile("href=\"http://localhost/c/([^\"]+)\"")
                .matcher(parts.getBodyPart(1).getContent().toString());
        assertThat(link.results()
                        .map(found ->
                                links.openClick(found.group(1)).orElseThrow().url()))
                .containsExactly("https://shop.example/p1", "https://shop.example/cart?c=1");
    }

    @Test
    void whoDoesNotAllowItGetsTheLinksEverybodyGetsAndNoPicture() throws Exception {
        allows(3, "tracking_clicks", "tracking_opens");
        enqueue(mail(1));
        enqueue(mail(2));
        enqueue(mail(3));
        send();

        List<String> measured = addresses(to(3));
        assertThat(addresses(to(1))).isEqualTo(addresses(to(2))).isNotEqualTo(measured);
        assertThat(addresses(to(1))).noneMatch(address -> address.contains("/o/"));
        assertThat(measured)
                .filteredOn(address -> address.contains("/o/"))
                .singleElement()
                .satisfies(address -> assertThat(links.openPixel(address.replaceAll(".*/o/|\\.gif", "")))
                        .contains(messages.latest(3).orElseThrow().id()));
        assertThat(links.openClick(firstLink(to(1))))
                .contains(new Links.StepClick(
                        new Origin("abandoned-cart", 1, "Remind", "cart"), "https://shop.example/p1"));
    }

    @Test
    void eachOfOpensAndClicksNeedsItsOwnConsent() throws Exception {
        allows(1, "tracking_opens");
        allows(2, "tracking_clicks");
        enqueue(mail(1));
        enqueue(mail(2));
        send();

        assertThat(String.join(" ", addresses(to(1)))).contains("/o/");
        assertThat(links.openClick(firstLink(to(1)))).get().isInstanceOf(Links.StepClick.class);
        assertThat(String.join(" ", addresses(to(2)))).doesNotContain("/o/");
        assertThat(links.openClick(firstLink(to(2)))).get().isInstanceOf(Links.Click.class);
    }

    private static String firstLink(MimeMessage mail) throws Exception {
        return addresses(mail).stream()
                .filter(address -> address.contains("/c/"))
                .map(address -> address.replaceAll(".*/c/", ""))
                .findFirst()
                .orElseThrow();
    }

    private static MimeMessage to(long contact) throws Exception {
        for (MimeMessage mail : SMTP.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals("camille" + contact + "@example.org")) {
                return mail;
            }
        }
        throw new AssertionError("no mail to camille" + contact);
    }

    /** Every address of the HTML part but the one that unsubscribes, which must be each reader's own. */
    private static List<String> addresses(MimeMessage mail) throws Exception {
        String html =
                ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
        return Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .filter(address -> !address.contains("/u/"))
                .toList();
    }

    @Test
    void aTransactionalMailHasNoOneClickButALinkAllTheSame() throws Exception {
        MimeMessage mail = sent(draft(1, Channel.EMAIL, MessageClass.TRANSACTIONAL));
        assertThat(header(mail, "List-Unsubscribe-Post")).isNull();
        assertThat(header(mail, "List-Unsubscribe")).isNotNull();
    }

    @Test
    void manyMailsEachReachTheirOwnReader() throws Exception {
        for (int i = 1; i <= 250; i++) {
            enqueue(mail(i));
        }
        send();
        assertThat(SMTP.getReceivedMessages()).hasSize(250);
        assertThat(Arrays.stream(SMTP.getReceivedMessages()).map(MailTests::readerAndName))
                .doesNotHaveDuplicates()
                .allMatch(pair -> pair.matches("camille(\\d+)@example.org Camille\\1,.*"));
    }

    private static String readerAndName(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0] + " " + mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
