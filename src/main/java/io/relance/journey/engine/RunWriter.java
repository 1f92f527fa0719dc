package io.relance.journey.engine;

import io.relance.contact.Decision;
import io.relance.contact.Decisions;
import io.relance.journey.run.Enrolments;
import io.relance.journey.run.Enrolments.Ended;
import io.relance.journey.run.Enrolments.Opened;
import io.relance.pressure.French;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes what a command decided about runs: their ends, and every decision with its reason. */
@Component
class RunWriter {

    private final Enrolments enrolments;
    private final Decisions decisions;

    RunWriter(Enrolments enrolments, Decisions decisions) {
        this.enrolments = enrolments;
        this.decisions = decisions;
    }

    void write(List<Opened> opened, List<Ended> ended, List<Decision> decided) {
        enrolments.keep(opened, ended);
        List<Decision> all = new ArrayList<>(decided);
        ended.forEach(end -> all.add(exit(end)));
        decisions.record(all);
    }

    private static Decision exit(Ended end) {
        return new Decision(
                end.run().contact(),
                end.at(),
                end.run().journey(),
                null,
                Decision.Outcome.EXITED,
                null,
                "The journey ended: " + end.outcome() + ".",
                French.typeset("Fin du parcours : ") + end.outcome() + ".");
    }
}
