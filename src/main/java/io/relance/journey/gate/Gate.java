package io.relance.journey.gate;

import io.relance.journey.word.Vocabulary;
import io.relance.rules.DecisionTables;
import io.relance.rules.TableKeeper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.BpmnParseFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.stereotype.Component;

/** Everything that is deployed, by whatever way, passes here; what breaks a rule is refused with element and sentence. */
@Component
public class Gate implements Deployer, BpmnParseFactory {

    private static final int LARGEST = 1_000_000;
    private static final Pattern DECISION = Pattern.compile("<(?:\\w+:)?decision\\s[^>]*?\\bid=\"([^\"]+)\"");
    private static final Pattern FORM = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    private final References references;
    private final DecisionTables tables;
    private final List<TableKeeper> keepers;

    Gate(References references, DecisionTables tables, List<TableKeeper> keepers) {
        this.references = references;
        this.tables = tables;
        this.keepers = keepers;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            deployment.getResources().values().forEach(this::check);
        }
    }

    private void check(ResourceEntity resource) {
        String name = resource.getName();
        byte[] bytes = resource.getBytes();
        if (bytes.length > LARGEST) {
            throw refused(name, name, "the file is larger than 1 MB");
        }
        if (isDrawing(name)) {
            SafeXml.problem(bytes).ifPresent(problem -> {
                throw refused(name, "definitions", problem);
            });
        }
        if (name.endsWith(".dmn") || name.endsWith(".dmn11.xml")) {
            checkDecisions(name, bytes);
        } else if (name.endsWith(".form")) {
            FormRules.check(name, new String(bytes, StandardCharsets.UTF_8)).ifPresent(problem -> {
                throw refused(name, problem.getMainElementId(), problem.getMessage());
            });
        } else if (!isDrawing(name)) {
            throw refused(name, name, "only .bpmn, .dmn and .form files can be deployed");
        }
    }

    private static boolean isDrawing(String name) {
        return Stream.of(".bpmn", ".bpmn20.xml", ".dmn", ".dmn11.xml").anyMatch(name::endsWith);
    }

    private void checkDecisions(String name, byte[] bytes) {
        Optional<Kept> kept = kept(bytes);
        List<io.relance.rules.Problem> found =
                new ArrayList<>(tables.check(bytes, kept.isPresent() ? word -> true : Vocabulary::knowsInTables));
        if (found.isEmpty()) {
            kept.ifPresent(its -> found.addAll(its.keeper().check(its.decision(), bytes)));
        }
        List<Problem> problems = found.stream()
                .map(problem -> (Problem) new Refused(problem.element(), problem.sentence()))
                .toList();
        if (!problems.isEmpty()) {
            throw new ParseException(sentences(problems), name, problems, List.of());
        }
        kept.ifPresent(its -> its.keeper().deployed(its.decision(), bytes));
    }

    /** A decision that another room keeps; its whole file is that room's. */
    private record Kept(TableKeeper keeper, String decision) {}

    private Optional<Kept> kept(byte[] dmn) {
        return DECISION.matcher(new String(dmn, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .flatMap(decision -> keepers.stream()
                        .filter(keeper -> keeper.keeps(decision))
                        .map(keeper -> new Kept(keeper, decision)))
                .findFirst();
    }

    private static ParseException refused(String resource, String element, String sentence) {
        List<Problem> problems = List.of(new Refused(element, sentence));
        return new ParseException(sentences(problems), resource, problems, List.of());
    }

    private static String sentences(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.getMainElementId() + ": " + problem.getMessage())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public BpmnParse createBpmnParse(BpmnParser parser) {
        return new CheckedParse(parser, new ReferenceRules(references));
    }

    /** The decisions a deployment brings along. */
    static Set<String> decisions(DeploymentEntity deployment) {
        return ids(deployment, ".dmn", DECISION);
    }

    /** The forms a deployment brings along. */
    static Set<String> forms(DeploymentEntity deployment) {
        return ids(deployment, ".form", FORM);
    }

    private static Set<String> ids(DeploymentEntity deployment, String suffix, Pattern pattern) {
        return deployment.getResources().values().stream()
                .filter(resource -> resource.getName().endsWith(suffix))
                .flatMap(resource -> pattern.matcher(new String(resource.getBytes(), StandardCharsets.UTF_8))
                        .results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
