package io.relance.journey.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the engine's due jobs are run.
 *
 * @param threads RELANCE_TIMERS_THREADS, groups of due jobs run at a time on one node
 */
@Validated
@ConfigurationProperties("relance.timers")
record JobSettings(
        @Min(value = 1, message = "RELANCE_TIMERS_THREADS accepts 1 to 64")
                @Max(value = 64, message = "RELANCE_TIMERS_THREADS accepts 1 to 64")
                @DefaultValue("4")
                int threads) {}
