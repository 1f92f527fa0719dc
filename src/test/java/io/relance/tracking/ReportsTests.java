package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import io.relance.MockedRooms;
import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.contact.Contact;
import io.relance.contact.NewActivity;
import io.relance.message.AddressRejected;
import io.relance.message.MessageState;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

class ReportsTests extends MockedRooms {

    @Autowired
    Reports reports;

    @Autowired
    ApplicationEventPublisher events;

    @Captor
    ArgumentCaptor<List<NewActivity>> recorded;

    @Test
    void deliveredIsTheMessagesState() {
        reports.delivered(SMS_MESSAGE, START);

        then(messages).should().reported(SMS_MESSAGE, MessageState.DELIVERED, null, START);
    }

    @Test
    void anUndeliverableMessageFailsAndItsAddressRests() {
        reports.undeliverable(EMAIL_MESSAGE, "5.1.1", "no such user", "hard_bounce", START);

        then(messages).should().reported(EMAIL_MESSAGE, MessageState.FAILED, "channel_undelivered_5.1.1", START);
        then(suppressions).should().suppress(Channel.EMAIL, "camille@example.org", "hard_bounce", START, "provider");
    }

    @Test
    void theAddressTheProviderNamesIsTheOneThatRests() {
        reports.undeliverable(SMS_MESSAGE, "+33639980001", "30005", "unknown", "unreachable", START);

        then(suppressions).should().suppress(Channel.SMS, "+33639980001", "unreachable", START, "provider");
    }

    @Test
    void anAddressThatIsNotAtFaultDoesNotRest() {
        reports.undeliverable(SMS_MESSAGE, "30003", "switched off", null, START);

        then(messages).should().reported(SMS_MESSAGE, MessageState.FAILED, "channel_undelivered_30003", START);
        then(suppressions).should(never()).suppress(any(), any(), any(), any(), any());
    }

    @Test
    void stopSilencesTheNumberForEverybodyWhoHasIt() {
        ContactId other = new ContactId(8);
        Contact twin = new Contact(other, "u2", null, PHONE, "Dominique", "Exemple", "fr", Optional.empty(), Map.of());
        given(contacts.byPhone(PHONE)).willReturn(List.of(contact("fr"), twin));

        reports.stopped(Channel.SMS, PHONE, "Stop svp", START);

        then(suppressions).should().suppress(Channel.SMS, PHONE, "stop", START, "reply");
        then(consents).should().withdraw(CAMILLE, ConsentTopic.SMS, START, "reply", "Stop svp");
        then(consents).should().withdraw(other, ConsentTopic.SMS, START, "reply", "Stop svp");
        assertThat(activities("SMS Stopped")).containsExactly(CAMILLE, other);
    }

    @Test
    void stopFromANumberNobodyHasSilencesItAllTheSame() {
        reports.stopped(Channel.SMS, "+33639989999", "STOP", START);

        then(suppressions).should().suppress(Channel.SMS, "+33639989999", "stop", START, "reply");
        then(timeline).should(never()).record(anyList());
    }

    @Test
    void startLiftsTheStopAndGivesNoConsent() {
        consent(Consent.State.WITHDRAWN);

        reports.started(Channel.SMS, PHONE, "START", START);

        then(suppressions).should().lift(Channel.SMS, PHONE, "stop", START, "reply");
        then(consents).shouldHaveNoMoreInteractions();
        assertThat(activities("SMS Started")).containsExactly(CAMILLE);
    }

    @Test
    void anAnswerIsOnTheTimeline() {
        reports.replied(Channel.SMS, PHONE, "Merci !", START);

        assertThat(activities("SMS Received")).containsExactly(CAMILLE);
        assertThat(recorded.getValue().get(0).properties()).containsEntry("text", "Merci !");
    }

    @Test
    void anAddressRejectedAtHandOverRests() {
        events.publishEvent(new AddressRejected(1, Channel.SMS, PHONE, CAMILLE, "unreachable", START));

        then(suppressions).should().suppress(Channel.SMS, PHONE, "unreachable", START, "hand-over");
    }

    @Test
    void aStopThatOnlyTheProviderHeardIsAWithdrawal() {
        events.publishEvent(new AddressRejected(1, Channel.SMS, PHONE, CAMILLE, "stop", START));

        then(suppressions).should().suppress(Channel.SMS, PHONE, "stop", START, "hand-over");
        then(consents)
                .should()
                .withdraw(CAMILLE, ConsentTopic.SMS, START, "provider", "refused at the hand-over of message 1");
        assertThat(activities("SMS Stopped")).containsExactly(CAMILLE);
    }

    private List<ContactId> activities(String name) {
        then(timeline).should().record(recorded.capture());
        assertThat(recorded.getValue())
                .allSatisfy(activity -> assertThat(activity.name()).isEqualTo(name));
        return recorded.getValue().stream().map(NewActivity::contact).toList();
    }
}
