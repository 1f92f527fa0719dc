package io.relance;

import io.relance.trial.TrialConfiguration;
import io.relance.trial.TrialStart;
import io.relance.work.TrialPollers;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;

/** Starts the trial: {@code mvn spring-boot:test-run}. */
public class TestRelance {

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var application = new SpringApplication(Relance.class, TrialConfiguration.class, TrialPollers.class);
        application.addInitializers(new TrialStart());
        application.run(args);
    }
}
