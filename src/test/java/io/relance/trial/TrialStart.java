package io.relance.trial;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What must be there before the product starts: the folder that outlives restarts, ports, PostgreSQL, the clock.
 *
 * <p>{@code RELANCE_TRIAL_SMTP_PORT} is where the SMTP server listens, 3025 by default.
 */
public class TrialStart implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var home = new TrialHome(Path.of("target/trial"));
        home.take();
        settings(context.getEnvironment(), home).database(database(home)).applyTo(context.getEnvironment());
        context.registerBean(TrialHome.class, () -> home);
        context.registerBean(TrialClock.class, () -> new TrialClock(Clock.systemUTC(), new ClockFile(home.clock())));
        context.getBeanFactory().registerSingleton("trialScan", new TrialScan());
    }

    private static TrialSettings settings(Environment given, TrialHome home) {
        return new TrialSettings(
                Ports.of("SERVER_PORT", given.getProperty("server.port", "8080")),
                Ports.of("RELANCE_TRIAL_SMTP_PORT", given.getProperty("relance.trial.smtp-port", "3025")),
                Ports.free(),
                Ports.free(),
                home.secret());
    }

    private static String database(TrialHome home) {
        var postgres = new TrialPostgres(home.postgres());
        // After the application context, which still talks to it while it closes.
        SpringApplication.getShutdownHandlers().add(postgres::close);
        return postgres.url();
    }
}
