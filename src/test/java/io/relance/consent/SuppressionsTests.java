package io.relance.consent;

import static io.relance.contact.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.contact.Facts;
import io.relance.shared.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RelanceTest
class SuppressionsTests {

    @Autowired
    Suppressions suppressions;

    @Autowired
    JdbcClient jdbc;

    private final String address = Facts.newId("camille") + "@example.org";

    @ParameterizedTest
    @CsvSource({
        "EMAIL, ' Camille@Example.ORG', camille@example.org",
        "SMS, +33 6 39 98 00 01, +33639980001",
        "SMS, 0033639980001, +33639980001",
        "PHONE, (+33)6.39-98-00-01, +33639980001"
    })
    void addressesCompareHoweverTheyAreWritten(Channel channel, String written, String normalised) {
        assertThat(Suppressions.normalised(channel, written)).isEqualTo(normalised);
    }

    @Test
    void theFirstReasonIsToldAndOnlyTheGivenOneLifted() {
        suppressions.suppress(Channel.EMAIL, address, "hard_bounce", NOON, "smtp");
        suppressions.suppress(
                Channel.EMAIL, address.toUpperCase(Locale.ROOT), "complaint", NOON.plusSeconds(1), "smtp");
        suppressions.suppress(Channel.EMAIL, address, "hard_bounce", NOON.plusSeconds(2), "smtp");

        assertThat(suppressions.reason(Channel.EMAIL, address)).contains("hard_bounce");
        assertThat(suppressions.reason(Channel.SMS, address)).isEmpty();
        suppressions.lift(Channel.EMAIL, address, "stop", NOON.plusSeconds(3), "admin");
        assertThat(suppressions.reason(Channel.EMAIL, address)).contains("hard_bounce");
        suppressions.lift(Channel.EMAIL, address, "hard_bounce", NOON.plusSeconds(3), "admin");
        assertThat(suppressions.reason(Channel.EMAIL, address)).contains("complaint");
        suppressions.lift(Channel.EMAIL, address, "complaint", NOON.plusSeconds(4), "admin");
        assertThat(suppressions.reason(Channel.EMAIL, address)).isEmpty();

        assertThat(jdbc.sql("select act from consent.suppression_log where address = ? order by id")
                        .param(address)
                        .query(String.class)
                        .list())
                .containsExactly("suppressed", "suppressed", "lifted", "lifted");
    }

    @Test
    void manyAreReadAtOnceByTheAddressesAskedFor() {
        suppressions.suppress(Channel.EMAIL, address, "complaint", NOON, "smtp");

        assertThat(suppressions.reasons(Channel.EMAIL, List.of(address.toUpperCase(Locale.ROOT), "free-" + address)))
                .isEqualTo(Map.of(address.toUpperCase(Locale.ROOT), "complaint"));
    }
}
