package io.relance.trial;

import io.relance.Relance;
import io.relance.TestPostgres;
import io.relance.work.TrialPollers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole product on the trial's parts and an empty database, its clock at 2026-03-02T09:00Z and standing still, no
 * pollers: the test moves time with {@link Trial}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = {Relance.class, TrialConfiguration.class, TrialPollers.class},
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        // The tests share one clock, which goes on for years: nobody of a test before is to be erased meanwhile.
        properties = {"relance.pollers=false", "relance.retention.after=P0D"})
@ContextConfiguration(initializers = {TestPostgres.class, TrialTestStart.class})
public @interface TrialTest {}
