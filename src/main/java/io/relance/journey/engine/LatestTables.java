package io.relance.journey.engine;

import io.relance.journey.word.Words;
import io.relance.rules.DecisionTables;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/** Decides by the latest version of a deployed table, over the vocabulary's words. */
@Component
class LatestTables {

    private static final Set<String> WORDS =
            Set.of("contact", "cart", "order", "product", "trigger", "lastMessage", "form", "shop", "coupon");

    private final DecisionTables tables;
    /** Which version is the latest is a question to the database: asked once per command, not once per run in it. */
    private final Map<CommandContext, Map<String, Optional<DecisionDefinition>>> latest =
            Collections.synchronizedMap(new WeakHashMap<>());

    LatestTables(DecisionTables tables) {
        this.tables = tables;
    }

    /** Whether there is one; of the command that runs now. */
    boolean exists(String decision) {
        return latest(decision).isPresent();
    }

    /**
     * The single value a decision gives; null when no rule hits.
     *
     * @param more words of the caller's own
     */
    Object decide(String decision, Words words, Map<String, Object> more) {
        DecisionDefinition table = latest(decision)
                .orElseThrow(() -> new IllegalStateException("no decision '" + decision + "' is deployed"));
        Map<String, Object> facts = new HashMap<>(more);
        Set<String> mentioned = tables.words(table.getId(), decision, id -> source(table));
        for (String name : tables.reads(table.getId(), decision, id -> source(table))) {
            if (WORDS.contains(name)) {
                facts.put(name, words.plain(name, mentioned));
            }
        }
        return tables.decide(table.getId(), decision, id -> source(table), facts);
    }

    private Optional<DecisionDefinition> latest(String decision) {
        return latest.computeIfAbsent(Context.getCommandContext(), command -> new HashMap<>())
                .computeIfAbsent(decision, LatestTables::find);
    }

    private static Optional<DecisionDefinition> find(String decision) {
        DecisionDefinition found =
                Context.getCommandContext().getDecisionDefinitionManager().findLatestDecisionDefinitionByKey(decision);
        DeploymentCache cache = Context.getProcessEngineConfiguration().getDeploymentCache();
        return Optional.ofNullable(found).map(each -> cache.findDeployedDecisionDefinitionById(each.getId()));
    }

    private static byte[] source(DecisionDefinition decision) {
        return Context.getCommandContext()
                .getResourceManager()
                .findResourceByDeploymentIdAndResourceName(decision.getDeploymentId(), decision.getResourceName())
                .getBytes();
    }
}
