package planted.relance.shop;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.RestController;

/** Does what the house rules allow, close to what they forbid. */
@RestController
class Innocent {

    private final JdbcClient sql;
    private final Clock clock;

    Innocent(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    @SuppressWarnings("JavaUtilDate")
    Date then(long millis) {
        return new Date(millis);
    }

    long took(long nanos) {
        return System.nanoTime() - nanos;
    }

    JdbcClient sql() {
        return sql;
    }

    @Validated
    @ConfigurationProperties("planted")
    record InnocentSettings(int number) {}
}
