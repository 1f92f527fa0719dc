package io.relance.segment.fact;

import static io.relance.rules.FactType.NUMBER;

import io.relance.segment.tally.HalfLife;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The part of the score that activities make. Where each loses half of its worth in so long, their sum does: when it comes
 * to a number is known in advance.
 */
@Component
public class Melting {

    private static final String NOW = ":now::timestamptz";
    private final HalfLife halfLife;

    Melting(HalfLife halfLife) {
        this.halfLife = halfLife;
    }

    /**
     * A number that decides something.
     *
     * @param others what is added to the points before they are compared with it, as SQL over the sources
     */
    public record Level(BigDecimal number, String others) {}

    /** {@code score.activity}; the table's {@code score} adds what fits of the profile. */
    Fact points() {
        String sum = "coalesce(" + column().read() + ", 0)";
        return Fact.of(
                "score.activity",
                NUMBER,
                halfLife.isOn() ? "round(" + sum + ", 2)" : "trim_scale(" + sum + " * 0.01)",
                List.of(column()));
    }

    private Column column() {
        // Whole hundredths sum up exactly and fast.
        return new Column(
                Source.TOTAL,
                "points",
                halfLife.isOn()
                        // After a hundred halvings nothing is left; a thousand are more than PostgreSQL can tell.
                        ? "sum(case when k.points <> 0 then k.points * (halved * power(0.5, greatest(-100, least(100,"
                                + " date_part('epoch', :now - last_at) / " + halfLife.seconds() + "))))::numeric end)"
                        : "sum(k.hundredths * n)");
    }

    /** When the points, told in hundredths, next come to one of these or pass it; empty where they do not melt. */
    public Optional<String> due(Collection<Level> levels) {
        if (!halfLife.isOn() || levels.isEmpty()) {
            return Optional.empty();
        }
        List<String> marks = new ArrayList<>();
        levels.forEach(level -> {
            // Minus points melt as well, towards nothing from below.
            String left = "(100 * sign(" + column().read() + ") * ("
                    + level.number().toPlainString() + " - (" + level.others() + ")))";
            marks.add(reached("(floor(" + left + ") + 0.5) / 100"));
            marks.add(reached("(ceil(" + left + ") - 0.5) / 100"));
        });
        // A moment later than reckoned, lest they are still there: powers are only as exact as a double is.
        return Optional.of("date_trunc('milliseconds', " + NOW + " + make_interval(secs => "
                + halfLife.seconds() / Math.log(2) + " * ln((abs(" + column().read() + ") / greatest("
                + String.join(", ", marks) + "))::float8))) + interval '2 milliseconds'");
    }

    /** A mark below which the rounded points are others; only one that is still ahead. */
    private String reached(String mark) {
        return "case when " + mark + " > 0 and " + mark + " <= abs(" + column().read() + ") then " + mark + " end";
    }

    /** Each day: for points compared with what nobody knows in advance. */
    public Optional<String> daily() {
        return halfLife.isOn()
                ? Optional.of("case when " + column().read() + " <> 0 then " + NOW + " + interval '1 day' end")
                : Optional.empty();
    }
}
