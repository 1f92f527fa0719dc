package io.relance.work;

import io.relance.trial.Pause;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Lets the trial's clock keep the pollers still; where there are none, nothing needs keeping still. */
@TestConfiguration(proxyBeanMethods = false)
public class TrialPollers {

    @Bean
    Pause pause(ObjectProvider<Pollers> pollers) {
        return work -> {
            Pollers running = pollers.getIfAvailable();
            if (running == null) {
                work.run();
            } else {
                running.whilePaused(work);
            }
        };
    }
}
