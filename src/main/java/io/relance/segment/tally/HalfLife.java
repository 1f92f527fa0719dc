package io.relance.segment.tally;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast what people did loses weight in their score.
 *
 * @param halfLife RELANCE_SEGMENT_SCORE_HALFLIFE: after so long an activity is worth half; zero, the default: it keeps
 *     its worth
 */
@ConfigurationProperties("relance.segment.score")
public record HalfLife(@DefaultValue("PT0S") Duration halfLife) {

    /** Refuses a negative one. */
    public HalfLife {
        if (halfLife.isNegative()) {
            throw new IllegalArgumentException("RELANCE_SEGMENT_SCORE_HALFLIFE is '" + halfLife
                    + "'; it accepts a duration such as 30d, or 0 for none");
        }
    }

    /** Whether anything loses weight at all. */
    public boolean isOn() {
        return !halfLife.isZero();
    }

    /** What is left of one after that time. */
    double left(Instant from, Instant to) {
        return isOn() ? Math.pow(0.5, seconds(Duration.between(from, to)) / seconds(halfLife)) : 1;
    }

    /** In seconds; 0 for none. */
    public double seconds() {
        return seconds(halfLife);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
