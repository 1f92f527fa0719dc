package io.relance.pressure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.Consent.State;
import io.relance.pressure.Refusal;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.pressure.setting.Cap;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTests {

    @ParameterizedTest(name = "{1} {0} with consent {2}, suppressed for {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "EMAIL, MARKETING,     GRANTED,     -,           -",
                "EMAIL, MARKETING,     SOFT_OPT_IN, -,           -",
                "EMAIL, MARKETING,     UNKNOWN,     -,           consent_unknown",
                "EMAIL, MARKETING,     DENIED,      -,           consent_denied",
                "EMAIL, MARKETING,     WITHDRAWN,   -,           consent_withdrawn",
                "EMAIL, MARKETING,     GRANTED,     hard_bounce, suppressed_hard_bounce",
                "EMAIL, MARKETING,     WITHDRAWN,   complaint,   suppressed_complaint",
                "EMAIL, TRANSACTIONAL, UNKNOWN,     -,           -",
                "EMAIL, TRANSACTIONAL, WITHDRAWN,   -,           -",
                "EMAIL, TRANSACTIONAL, GRANTED,     hard_bounce, suppressed_hard_bounce",
                "SMS,   MARKETING,     GRANTED,     -,           -",
                "SMS,   MARKETING,     SOFT_OPT_IN, -,           -",
                "SMS,   MARKETING,     UNKNOWN,     -,           consent_unknown",
                "SMS,   MARKETING,     GRANTED,     stop,        suppressed_stop",
                "SMS,   TRANSACTIONAL, GRANTED,     stop,        suppressed_stop",
                "PHONE, MARKETING,     GRANTED,     -,           -",
                "PHONE, MARKETING,     SOFT_OPT_IN, -,           consent_unknown",
                "PHONE, MARKETING,     DENIED,      -,           consent_denied",
                "PHONE, TRANSACTIONAL, DENIED,      -,           -",
                "PUSH,  MARKETING,     GRANTED,     -,           -",
                "PUSH,  MARKETING,     UNKNOWN,     -,           consent_unknown"
            })
    void decide(Channel channel, MessageClass messageClass, State consent, String suppression, String reason) {
        Gate.Answer answer = ask(candidate(channel, messageClass, "an-address", consent, suppression));

        assertThat(answer.refusal() == null ? null : answer.refusal().reason()).isEqualTo(reason);
        if (reason != null) {
            assertThat(answer.refusal().detail()).endsWith(".").doesNotContain("_", "null");
            assertThat(answer.refusal().why().french()).endsWith(".").doesNotContain("_", "null");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, No e-mail address is known of this person.",
        "SMS, No phone number is known of this person.",
        "PHONE, No phone number is known of this person.",
        "PUSH, No device is known of this person."
    })
    void withoutAnAddressNothingGoes(Channel channel, String detail) {
        for (MessageClass messageClass : MessageClass.values()) {
            assertThat(ask(candidate(channel, messageClass, null, State.GRANTED, null))
                            .refusal())
                    .extracting(Refusal::reason, Refusal::detail, Refusal::next)
                    .containsExactly("content_no_address", detail, null);
        }
    }

    @Test
    void daysAreToldInWordsByThePersonsCalendar() {
        Gate.Answer open = ask(
                Candidates.by(Channel.EMAIL).silent(Kind.CASE, Candidates.NOW).make());
        assertThat(open.held().detail()).contains("since Monday 2 March 2026; marketing is silent.");
        assertThat(open.held().french()).contains("depuis le lundi 2 mars 2026\u202f; le marketing se tait.");
    }

    @ParameterizedTest
    @CsvSource({"PT168H, P7D", "P1D, P1D", "PT12H, PT12H", ", day"})
    void aCapIsToldAsTheSettingWritesIt(Duration per, String told) {
        assertThat(new Cap(Channel.EMAIL, 1, per).perText()).isEqualTo(told);
    }

    @Test
    void aReasonNobodyDescribedIsStillASentence() {
        var refusal = ask(candidate(Channel.EMAIL, MessageClass.MARKETING, "an-address", State.GRANTED, "manual_block"))
                .refusal();
        assertThat(refusal.detail()).isEqualTo("This address must not be written to: manual block.");
    }

    private static Gate.Answer ask(Candidate candidate) {
        return Gate.ofAll().ask(candidate);
    }

    static Candidate candidate(
            Channel channel, MessageClass messageClass, String address, State consent, String suppression) {
        return Candidates.by(channel)
                .of(messageClass)
                .to(address)
                .consent(consent)
                .suppressed(suppression)
                .make();
    }
}
