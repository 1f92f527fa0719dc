package io.relance;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts the product. */
// Rooms do not know each other's package-private names; two of them may use the same one.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Relance {

    public static void main(String[] args) {
        // The engine keeps timestamps without a zone, in the zone of the JVM: nodes must agree on one.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(Relance.class, args);
    }
}
