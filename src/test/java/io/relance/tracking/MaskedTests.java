package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTests {

    @ParameterizedTest
    @CsvSource({
        "camille@example.org, c•••@e•••.org",
        "c@example.co.uk, c•••@e•••.uk",
        "a.b@c.d@example.org, a•••@e•••.org",
        "x@localhost, x•••@l•••",
        "😀smile@example.org, 😀•••@e•••.org"
    })
    void anAddressIsKnownToItsOwnerOnly(String address, String shown) {
        assertThat(Masked.email(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"+33639981234, ••• 34", "+1, ••• +1"})
    void aNumberShowsItsLastDigits(String number, String shown) {
        assertThat(Masked.phone(number)).isEqualTo(shown);
    }
}
