package io.relance.journey.step;

import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.RunSession;
import io.relance.loyalty.Grant;
import io.relance.pressure.French;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** Gives the contact points, once per run and step; what comes to no whole point is told and passed by. */
class GrantPointsStep extends Step {

    private static final BigDecimal MOST = BigDecimal.valueOf(999_999);

    private final Values values;
    private final Clock clock;

    GrantPointsStep(Diagrams diagrams, Values values, Clock clock) {
        super(diagrams);
        this.values = values;
        this.clock = clock;
    }

    @Override
    boolean perform(Here here, ActivityExecution execution) {
        Object asked = values.read(here.required("points"), execution);
        Optional<Long> points = whole(asked);
        if (points.isEmpty()) {
            RunSession.current().decide(none(here, asked));
            return true;
        }
        Object reason = values.read(here.property("reason"), execution);
        RunSession.current()
                .sends()
                .give(new Grant(
                        here.run().contact(),
                        points.get(),
                        reason == null ? null : reason.toString(),
                        here.run().at(here.element())));
        here.words().changed("points");
        return true;
    }

    private static Optional<Long> whole(Object asked) {
        try {
            BigDecimal number = asked == null
                    ? BigDecimal.ZERO
                    : new BigDecimal(asked.toString().strip());
            return number.compareTo(BigDecimal.ONE) >= 0 && number.compareTo(MOST) <= 0
                    ? Optional.of(number.setScale(0, RoundingMode.FLOOR).longValueExact())
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Decision none(Here here, Object asked) {
        String found = asked == null ? "" : asked.toString();
        return new Decision(
                here.run().contact(),
                clock.instant(),
                here.run().journey(),
                here.element(),
                Outcome.SKIPPED,
                "points_none",
                "No points were given: the step asks for \"" + found
                        + "\", and a whole number from 1 to 999999 is needed.",
                French.typeset("Aucun point n’a été donné : l’étape demande « " + found
                        + " », et il faut un nombre entier de 1 à 999999."),
                Map.of("points", found),
                null);
    }
}
