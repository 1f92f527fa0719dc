package io.relance.segment;

import io.relance.RelanceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The whole product, its segment tables switched on as they come; a score melts by half in eleven days. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@RelanceTest
@TestPropertySource(
        properties = {
            "relance.write-keys=trial:trial",
            "relance.intake.rate=1000000",
            "relance.segment.tables=switch",
            "relance.segment.rfm.window=P3M",
            "relance.segment.score.half-life=11d"
        })
@interface SegmentTest {}
