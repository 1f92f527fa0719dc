package io.relance.rules;

import io.relance.rules.feel.ExpressionReader;
import io.relance.rules.feel.NotComputed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version of a decision: compiled where that can be, and in any case as the engine reads it. */
class Table {

    private static final Logger log = LoggerFactory.getLogger(Table.class);

    private final DmnEngine engine;
    private final DmnDecision decision;
    private final CompiledDecision compiled;
    private final String reason;
    private final Set<String> reads;
    private final Set<String> words;
    private final LongAdder decidedByTheEngine = new LongAdder();

    private Table(DmnEngine engine, DmnDecision decision, CompiledDecision compiled, String reason) {
        this.engine = engine;
        this.decision = decision;
        this.compiled = compiled;
        this.reason = reason;
        this.words = EngineWords.of(decision);
        this.reads = compiled == null ? words : compiled.reads();
    }

    static Table of(DmnEngine engine, DmnDecision decision, ExpressionReader reader) {
        try {
            return new Table(engine, decision, DecisionCompiler.compile(decision, reader), null);
        } catch (NotComputed e) {
            log.info("Decision {} is left to the engine, which is slower: {}", decision.getKey(), e.getMessage());
            return new Table(engine, decision, null, e.getMessage());
        }
    }

    /** A row for each hit that counts, its answers by their names. */
    List<Map<String, Object>> decide(Map<String, Object> facts) {
        if (compiled != null) {
            try {
                return compiled.decide(facts);
            } catch (NotComputed e) {
                log.debug("Decision {} is left to the engine this once: {}", decision.getKey(), e.getMessage());
            }
        }
        decidedByTheEngine.increment();
        return engine.evaluateDecision(decision, Variables.fromMap(facts)).getResultList();
    }

    /** Null when it is compiled. */
    String reason() {
        return reason;
    }

    Set<String> reads() {
        return reads;
    }

    Set<String> words() {
        return words;
    }

    long decidedByTheEngine() {
        return decidedByTheEngine.sum();
    }
}
