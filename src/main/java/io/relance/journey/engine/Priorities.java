package io.relance.journey.engine;

import io.relance.journey.engine.Diagram.Standing;
import io.relance.journey.word.Words;
import io.relance.pressure.JourneyClass;
import io.relance.pressure.Saying;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How strong a journey's message is beside others: what the decision table {@code priority} says, 0 to 100; where there
 * is none, or no rule of it hits, what is usual for the journey's class.
 */
@Component
public class Priorities {

    private static final Logger log = LoggerFactory.getLogger(Priorities.class);
    private static final String TABLE = "priority";

    private static final Map<JourneyClass, Integer> USUAL = Map.of(
            JourneyClass.KEY, 80,
            JourneyClass.STANDARD, 50,
            JourneyClass.LOW, 30,
            JourneyClass.NEWSLETTER, 20);

    private final LatestTables tables;

    Priorities(LatestTables tables) {
        this.tables = tables;
    }

    /** The priority of what a run says now. */
    public int of(Standing standing, Words words) {
        if (!tables.exists(TABLE)) {
            return usual(standing);
        }
        Object decided = tables.decide(TABLE, words, Map.of("journey", standing.words()));
        if (decided instanceof Number number) {
            return Math.max(0, Math.min(Saying.STRONGEST, number.intValue()));
        }
        if (decided != null) {
            log.warn("the table {} answered '{}', which is no number from 0 to 100", TABLE, decided);
        }
        return usual(standing);
    }

    /** What is usual for a class. */
    static int usual(Standing standing) {
        return USUAL.get(standing.journeyClass());
    }
}
