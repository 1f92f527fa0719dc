package io.relance.rules;

import io.relance.rules.feel.NotComputed;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** One number of many, of the type the engine gives it. */
final class Aggregation {

    private Aggregation() {}

    /** @throws NotComputed when an answer is no number */
    static Object of(List<Object> answers, BinaryOperator<Long> whole, BinaryOperator<Double> real) {
        if (areAll(Integer.class, answers)) {
            // Too large a sum turns over, as the engine's does.
            return longs(answers).reduce(whole).orElseThrow().intValue();
        }
        if (areAll(Long.class, answers)) {
            return longs(answers).reduce(whole).orElseThrow();
        }
        if (answers.stream().allMatch(answer -> answer instanceof Long || answer instanceof Double)) {
            return answers.stream()
                    .map(answer -> ((Number) answer).doubleValue())
                    .reduce(real)
                    .orElseThrow();
        }
        throw new NotComputed("an aggregation of what are no numbers");
    }

    private static Stream<Long> longs(List<Object> answers) {
        return answers.stream().map(answer -> ((Number) answer).longValue());
    }

    private static boolean areAll(Class<?> type, List<Object> answers) {
        return answers.stream().allMatch(type::isInstance);
    }
}
