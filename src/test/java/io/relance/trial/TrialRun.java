package io.relance.trial;

import io.relance.Relance;
import io.relance.TestPostgres;
import io.relance.work.TrialPollers;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What {@link TrialTest} starts, for a test that needs it fresh, and more than once. */
public final class TrialRun implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** Starts the product on parts of its own and an empty database. */
    public TrialRun() {
        context = new SpringApplicationBuilder(Relance.class, TrialConfiguration.class, TrialPollers.class)
                .initializers(new TestPostgres(), new TrialTestStart(), starting -> starting.getBeanFactory()
                        .registerSingleton("trialScan", new TrialScan()))
                .properties("relance.pollers=false")
                .run();
    }

    /** Where it listens. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
