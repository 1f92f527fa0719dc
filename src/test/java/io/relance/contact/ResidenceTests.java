package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidenceTests {

    @ParameterizedTest
    @ValueSource(strings = {"postalCode", "postal_code", "zip"})
    void aPostalCodeMayBeANumberUnderAnyOfItsNamesInTheAddressOrBesideIt(String name) {
        assertThat(Residence.territory(Map.of("address", Map.of(name, 97400.0)), "+33639980001"))
                .contains("RE");
        assertThat(Residence.territory(Map.of(name, 97_400), "+33639980001")).contains("RE");
        assertThat(Residence.territory(Map.of(name, 97_400L, "address", Map.of("postalCode", "75011")), "+33639980001"))
                .contains("FR");
    }

    @ParameterizedTest(name = "{0} {1}, {2}: {3} on {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "FR,      75011, -,             FR, Europe/Paris",
                "fr,      -,     -,             FR, Europe/Paris",
                "France,  75011, -,             FR, Europe/Paris",
                "FRA,     75011, -,             FR, Europe/Paris",
                "FR,      97400, -,             RE, Indian/Reunion",
                "FR,      97200, -,             MQ, America/Martinique",
                "FR,      97110, -,             GP, America/Guadeloupe",
                "FR,      97300, -,             GF, America/Cayenne",
                "FR,      97600, -,             YT, Indian/Mayotte",
                "FR,      97500, -,             PM, America/Miquelon",
                "FR,      98800, -,             NC, Pacific/Noumea",
                "RE,      -,     -,             RE, Indian/Reunion",
                "FR,      75011, +262639000001, FR, Europe/Paris",
                "-,       -,     +33639980001,  FR, Europe/Paris",
                "-,       -,     +262692000001, RE, Indian/Reunion",
                "-,       -,     +262639000001, YT, Indian/Mayotte",
                "-,       -,     +32470000001,  BE, Europe/Brussels",
                "-,       -,     +352621000001, LU, Europe/Luxembourg",
                "Germany, 10115, -,             DE, Europe/Berlin",
                "Allemagne, -,   -,             DE, Europe/Berlin",
                "ES,      35001, -,             ES, Atlantic/Canary",
                "ES,      28001, -,             ES, Europe/Madrid",
                "PT,      9500,  -,             PT, Atlantic/Azores",
                "US,      10001, -,             US, -",
                "Narnia,  -,     -,             -,  -",
                "-,       97400, -,             RE, Indian/Reunion",
                "-,       97400, +33639980001,  RE, Indian/Reunion",
                "-,       97 400, +33639980001, RE, Indian/Reunion",
                "-,       FR-97400, +33639980001, RE, Indian/Reunion",
                "-,       F 97400, +33639980001, RE, Indian/Reunion",
                "-,       97400.0, +33639980001, RE, Indian/Reunion",
                "ES,      E-35001, -,           ES, Atlantic/Canary",
                "GB,      SW1A 1AA, -,          GB, Europe/London",
                "-,       97201, +32470000001,  BE, Europe/Brussels",
                "-,       -,     -,             -,  -",
            })
    void isWhatTheAddressSaysElseTheNumber(
            String country, String postalCode, String phone, String territory, String zone) {
        Map<String, Object> address = new HashMap<>();
        address.put("country", country);
        address.put("postalCode", postalCode);
        Map<String, Object> traits = Map.of("address", address);

        assertThat(Residence.territory(traits, phone)).isEqualTo(Optional.ofNullable(territory));
        assertThat(Residence.zone(traits, phone))
                .isEqualTo(Optional.ofNullable(zone).map(ZoneId::of));
    }
}
