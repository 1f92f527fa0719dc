package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.message.MeasuringConsent.Allowed;
import io.relance.shared.ContactId;
import io.relance.tracking.TrackingSettings.Clicks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderConsentsTests {

    private static final ContactId READER = new ContactId(7);

    private final Consents consents = mock(Consents.class);

    private ReaderConsents readers(Clicks clicks) {
        return new ReaderConsents(consents, new TrackingSettings(clicks, Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource({
        // said of opens and clicks, then: opens, clicks by consent, clicks unless objected
        "UNKNOWN,     false, false, true",
        "GRANTED,     true,  true,  true",
        "SOFT_OPT_IN, false, false, true",
        "DENIED,      false, false, false",
        "WITHDRAWN,   false, false, false"
    })
    void whatAReaderSaidDecidesWhatIsMeasured(State state, boolean opens, boolean granted, boolean unlessObjected) {
        Consent said = new Consent(state, "test", Instant.EPOCH);
        given(consents.ofAll(any()))
                .willReturn(
                        Map.of(READER, Map.of(ConsentTopic.TRACKING_OPENS, said, ConsentTopic.TRACKING_CLICKS, said)));

        assertThat(readers(Clicks.GRANTED).of(List.of(READER))).containsEntry(READER, new Allowed(opens, granted));
        assertThat(readers(Clicks.UNLESS_OBJECTED).of(List.of(READER)))
                .containsEntry(READER, new Allowed(opens, unlessObjected));
    }

    @Test
    void whoNeverSaidAnythingAllowsNothing() {
        given(consents.ofAll(any())).willReturn(Map.of());

        assertThat(readers(Clicks.GRANTED).of(List.of(READER))).containsEntry(READER, Allowed.NOTHING);
    }
}
