package io.relance.rules;

import java.util.Optional;
import org.camunda.bpm.dmn.engine.impl.hitpolicy.HitPolicyEntry;
import org.camunda.bpm.model.dmn.BuiltinAggregator;
import org.camunda.bpm.model.dmn.HitPolicy;

/** Which of the rules that hit count, where a table is decided for everybody. */
enum PopulationHits {
    FIRST,
    EVERY,
    SUM;

    static final String ACCEPTED = "FIRST, UNIQUE, ANY, COLLECT, COLLECT with SUM";

    /** Empty for policies that cannot be decided for everybody. */
    static Optional<PopulationHits> of(HitPolicyEntry entry) {
        BuiltinAggregator aggregator = entry.getAggregator();
        if (entry.getHitPolicy() == HitPolicy.COLLECT) {
            return aggregator == null
                    ? Optional.of(EVERY)
                    : Optional.of(SUM).filter(sum -> aggregator == BuiltinAggregator.SUM);
        }
        return switch (entry.getHitPolicy()) {
            case UNIQUE, FIRST, ANY -> Optional.of(FIRST);
            default -> Optional.empty();
        };
    }
}
