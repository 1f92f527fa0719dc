package io.relance.trial;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says in the log that the trial is ready, and where everything is. */
class TrialBanner {

    private static final Logger log = LoggerFactory.getLogger(TrialBanner.class);

    private final HealthEndpoint health;
    private final Environment settings;
    private final TrialClock clock;
    private final String baseUrl;

    TrialBanner(
            HealthEndpoint health,
            Environment settings,
            TrialClock clock,
            @Value("${relance.base-url}") String baseUrl) {
        this.health = health;
        this.settings = settings;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /** Health comes a moment later: diagrams, forms and messages are deployed by then. */
    @EventListener(ApplicationReadyEvent.class)
    void whenReady() {
        var watch = new Thread(this::announceWhenUp, "trial-banner");
        watch.setDaemon(true);
        watch.start();
    }

    private void announceWhenUp() {
        try {
            long patience = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!health.health().getStatus().equals(Status.UP)) {
                if (System.nanoTime() > patience) {
                    log.error("The trial is not healthy; see {}/actuator/health as admin", baseUrl);
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            log.info("\n{}", text());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private String text() {
        return """

                ------------------------------------------------------------------------------
                  Relance is ready. Everything runs on this machine; data stays in target/trial.

                  Demo shop     BASE/trial/shop
                  Mailbox       BASE/trial/mailbox
                  Clock         BASE/trial/clock    now NOW
                                curl BASE/trial/clock -d '{"advance":"PT24H"}'

                  Tasklist      BASE/camunda/app/tasklist/    advisor / advisor
                  Cockpit       BASE/camunda/app/cockpit/     admin / admin
                  Admin         BASE/camunda/app/admin/       admin / admin
                  Engine REST   BASE/engine-rest/engine       analyst / analyst
                  API           BASE/api/journeys             analyst / analyst
                  Health        BASE/actuator/health

                  Events        BASE/v1/track    write key KEY
                  SMTP          localhost:PORT
                  PostgreSQL    JDBC
                ------------------------------------------------------------------------------
                """
                .replace("BASE", baseUrl)
                .replace("NOW", clock.instant().toString())
                .replace("KEY", TrialSettings.WRITE_KEY)
                .replace("PORT", settings.getRequiredProperty("spring.mail.port"))
                .replace("JDBC", settings.getRequiredProperty("spring.datasource.url"));
    }
}
