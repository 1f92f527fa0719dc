package planted.settings;

import jakarta.validation.constraints.Max;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Settings to be wrong about. */
@Validated
@ConfigurationProperties("planted")
public record Planted(@Max(5) Integer firstTry, Set<Task> tasks, Integer apiKey, boolean on) {

    public Planted {
        if (on) {
            throw new IllegalArgumentException("PLANTED_ON is on; it accepts false");
        }
    }

    public enum Task {
        WEB,
        BULK_SENDING
    }
}
