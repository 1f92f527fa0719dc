package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.Draft;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StopMentionTests extends MessageTest {

    private String template = "cart";

    @Test
    void everyMarketingTextSaysHowToEndThem() {
        assertThat(sent(MessageClass.MARKETING).text()).endsWith(" STOP pour ne plus recevoir");
    }

    @Test
    void aTransactionalTextSaysNothingOfIt() {
        assertThat(sent(MessageClass.TRANSACTIONAL).text()).doesNotContain("STOP");
    }

    @Test
    void aTemplateThatSaysItItselfSaysItOnce() {
        publish("Bonjour {{ contact.firstName }}. {{ links.shop }} Stop pub: repondez STOP");

        assertThat(sent(MessageClass.MARKETING).text()).endsWith(" Stop pub: repondez STOP");
    }

    @Test
    void aCustomersWordIsNoWayOut() {
        publish("Votre lampe STOPLIGHT non-stop, {{ contact.lastName }} : {{ links.shop }}");

        assertThat(sent(MessageClass.MARKETING).text()).endsWith(" STOP pour ne plus recevoir");
    }

    @Test
    void whatATextTakesIsCountedWithItsEnd() {
        // 27 signs more than 150: a second part.
        publish("x".repeat(150));

        sent(MessageClass.MARKETING);

        assertThat(jdbc.queryForObject("select segments from message.message", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void aMailTakesNoParts() {
        enqueue(mail(1));
        send();

        assertThat(jdbc.queryForObject("select segments from message.message", Integer.class))
                .isNull();
    }

    @Test
    void twoWhoAreNotMeasuredGetTheSameShortAddress() {
        publish("Bonjour. {{ links.shop }}");
        enqueue(draft(1, MessageClass.MARKETING));
        enqueue(draft(2, MessageClass.MARKETING));
        send();

        assertThat(sms.taken)
                .hasSize(2)
                .extracting(Outgoing::text)
                .containsOnly(sms.taken.get(0).text());
        assertThat(jdbc.queryForObject("select count(*) from message.short_link where message is null", Integer.class))
                .isEqualTo(1);
    }

    /** Under a name of its own: what was published once is remembered. */
    private void publish(String text) {
        template = "text-" + UUID.randomUUID();
        assertThat(templates.publish(template, Map.of("fr.sms.liquid", text))).isEmpty();
    }

    private Draft draft(long contact, MessageClass messageClass) {
        Draft draft = draft(contact, Channel.SMS, messageClass);
        return new Draft(
                draft.contact(), draft.channel(), template, messageClass, draft.step(), CART, null, null, null, null);
    }

    private Outgoing sent(MessageClass messageClass) {
        enqueue(draft(1, messageClass));
        send();
        return sms.taken.get(0);
    }
}
