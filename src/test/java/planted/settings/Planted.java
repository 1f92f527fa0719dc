package planted.settings;

import jakarta.validation.constraints.Max;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Settings to be wrong about. */
@Validated
@ConfigurationProperties("planted")
public record Planted(
        @Max(5) Integer firstTry,
        Set<Task> tasks,
        Integer apiKey,
        Duration waitFor,
        Currency currency,
        ZoneId zone,
        URI address,
        Map<String, BigDecimal> rates,
        Scale scale,
        boolean on) {

    public Planted {
        if (on) {
            throw new IllegalArgumentException("PLANTED_ON is on; it accepts false");
        }
    }

    public enum Task {
        WEB,
        BULK_SENDING
    }

    public record Scale(int salesVolume) {}
}
