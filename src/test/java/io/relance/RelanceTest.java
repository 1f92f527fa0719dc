package io.relance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole product on an empty database, with a {@link SettableClock} at 2026-03-02T09:00Z and no pollers: the test
 * calls what is due.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = Relance.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "relance.base-url=http://localhost",
            "relance.secret=a-secret-of-the-tests-0123456789abcdef",
            "relance.admin-password=admin",
            "relance.write-keys=test:test-key,other:other-key",
            "relance.sender-email=shop@example.org",
            "relance.sender-name=Boutique",
            "relance.postal-address=1 rue de l'Exemple, 75000 Paris",
            "relance.pollers=false",
            // Every newcomer would be told of as one; the tests of segments switch their tables on.
            "relance.segment.tables=off",
            "spring.mail.host=localhost",
            "spring.mail.port=1"
        })
@ContextConfiguration(initializers = TestPostgres.class)
@Import(TestClockConfiguration.class)
public @interface RelanceTest {}
