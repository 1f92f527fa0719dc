package io.relance.fault;

import io.relance.Relance;
import java.time.Clock;
import java.time.Duration;
import java.util.TimeZone;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The product on a machine whose clock is wrong; by how much, {@code SKEW} says. */
final class SkewedNode {

    private SkewedNode() {}

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.parse(System.getenv("SKEW")));
        new SpringApplicationBuilder(Relance.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> wrong))
                .run(args);
    }
}
