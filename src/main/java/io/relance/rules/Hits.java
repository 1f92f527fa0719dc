package io.relance.rules;

import io.relance.rules.feel.NotComputed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.camunda.bpm.dmn.engine.impl.hitpolicy.HitPolicyEntry;
import org.camunda.bpm.model.dmn.BuiltinAggregator;
import org.camunda.bpm.model.dmn.HitPolicy;

/** What becomes of the rules that hit. */
enum Hits {
    UNIQUE {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            if (rows.size() > 1) {
                throw new NotComputed("several hits where one is allowed");
            }
            return rows;
        }
    },
    FIRST {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            return rows.isEmpty() ? rows : rows.subList(0, 1);
        }
    },
    ANY {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            if (rows.stream().distinct().count() > 1) {
                throw new NotComputed("several hits that do not say the same");
            }
            return FIRST.of(rows);
        }
    },
    EVERY {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            return rows;
        }
    },
    COUNT {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            List<Object> answers = answers(rows);
            return List.of(Collections.singletonMap(nameIn(rows), answers.size()));
        }
    },
    SUM {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            return aggregated(rows, Long::sum, Double::sum);
        }
    },
    MIN {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            return aggregated(rows, Math::min, Math::min);
        }
    },
    MAX {
        @Override
        List<Map<String, Object>> of(List<Map<String, Object>> rows) {
            return aggregated(rows, Math::max, Math::max);
        }
    };

    /** @throws NotComputed when the engine has to say what is wrong with these hits */
    abstract List<Map<String, Object>> of(List<Map<String, Object>> rows);

    /** @throws NotComputed for policies the engine does not know either */
    static Hits of(HitPolicyEntry entry) {
        BuiltinAggregator aggregator = entry.getAggregator();
        if (entry.getHitPolicy() == HitPolicy.COLLECT && aggregator != null) {
            return valueOf(aggregator.name());
        }
        return switch (entry.getHitPolicy()) {
            case UNIQUE -> UNIQUE;
            case FIRST -> FIRST;
            case ANY -> ANY;
            case RULE_ORDER, COLLECT -> EVERY;
            default -> throw new NotComputed("hit policy " + entry.getHitPolicy());
        };
    }

    private static List<Map<String, Object>> aggregated(
            List<Map<String, Object>> rows, BinaryOperator<Long> whole, BinaryOperator<Double> real) {
        List<Object> answers = answers(rows);
        return answers.isEmpty()
                ? rows
                : List.of(Collections.singletonMap(nameIn(rows), Aggregation.of(answers, whole, real)));
    }

    private static List<Object> answers(List<Map<String, Object>> rows) {
        if (rows.stream().anyMatch(row -> row.size() > 1)) {
            throw new NotComputed("an aggregation of several outputs");
        }
        return rows.stream().flatMap(row -> row.values().stream()).toList();
    }

    private static String nameIn(List<Map<String, Object>> rows) {
        return rows.stream().flatMap(row -> row.keySet().stream()).findFirst().orElse(null);
    }
}
