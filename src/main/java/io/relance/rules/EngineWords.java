package io.relance.rules;

import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionLiteralExpressionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;

/** The words in a decision, wherever they stand: rather one too many than a fact that the engine would miss. */
final class EngineWords {

    private static final Pattern WORD = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    private EngineWords() {}

    static Set<String> of(DmnDecision decision) {
        return expressions(decision)
                .map(DmnExpressionImpl::getExpression)
                .filter(Objects::nonNull)
                .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<DmnExpressionImpl> expressions(DmnDecision decision) {
        if (decision == null) {
            return Stream.of();
        }
        return Stream.concat(
                decision.getRequiredDecisions().stream().flatMap(EngineWords::expressions),
                ((DmnDecisionImpl) decision).getDecisionLogic() instanceof DmnDecisionTableImpl table
                        ? expressions(table)
                        : Stream.of(((DmnDecisionLiteralExpressionImpl) ((DmnDecisionImpl) decision).getDecisionLogic())
                                .getExpression()));
    }

    private static Stream<DmnExpressionImpl> expressions(DmnDecisionTableImpl table) {
        return Stream.concat(
                table.getInputs().stream().map(input -> input.getExpression()).filter(Objects::nonNull),
                table.getRules().stream()
                        .flatMap(rule -> Stream.concat(rule.getConditions().stream(), rule.getConclusions().stream())));
    }
}
