package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.trial.TrialTest;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What the palette shows can be copied: each snippet, and each condition of its list of activities, is accepted. */
@TrialTest
class PaletteTests {

    private static final Path PALETTE = Path.of("docs/palette.md");
    private static final Pattern BLOCK = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z][A-Za-z ]+)` \\| `(\\$\\{[^`]+})` \\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern MESSAGE = Pattern.compile("messageRef=\"([^\"]+)\"");
    private static final Pattern TARGET = Pattern.compile("targetRef=\"([^\"]+)\"");
    private static final Set<String> NOT_IN_THE_FLOW =
            Set.of("bpmn:startEvent", "bpmn:subProcess", "bpmn:sequenceFlow", "bpmn:message");
    private static final String NAMESPACES = " xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"";

    @Autowired
    RepositoryService repository;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void takeBack() {
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void aSnippetIsTakenAsItIsCopied(String snippet) throws Exception {
        deploy(repository.createDeployment().addString("copied.bpmn", diagram(snippet)));
    }

    @ParameterizedTest
    @MethodSource("activities")
    void aJourneyStartsOnEachActivityUnderItsCondition(String activity, String condition, String key) {
        deploy(repository
                .createDeployment()
                .addModelInstance(
                        "copied.bpmn",
                        Drawn.set(
                                Drawn.journey("copied", activity).endEvent().done(),
                                "start",
                                Map.of("onlyIf", condition, "keyedBy", key))));
    }

    private void deploy(DeploymentBuilder deployment) {
        deployed.add(deployment.deploy().getId());
    }

    static Stream<String> snippets() throws Exception {
        List<String> snippets = all(BLOCK).stream().map(block -> block.group(1)).toList();
        assertThat(snippets).hasSizeGreaterThan(10);
        return snippets.stream();
    }

    static Stream<Object[]> activities() throws Exception {
        List<MatchResult> rows = all(ROW);
        assertThat(rows).hasSizeGreaterThan(10);
        return rows.stream().map(row -> new Object[] {row.group(1), row.group(2), row.group(3)});
    }

    private static List<MatchResult> all(Pattern pattern) throws Exception {
        return pattern.matcher(Files.readString(PALETTE)).results().toList();
    }

    /** The snippet with as little around it as makes it a journey: a start, an end, and flows from one to the next. */
    private static String diagram(String snippet) throws Exception {
        List<Element> copied = elements(snippet);
        StringBuilder outside = new StringBuilder();
        StringBuilder inside = new StringBuilder();
        List<String> chain = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (snippet.contains("automationLevel'") || snippet.contains("${automationLevel")) {
            inside.append("<bpmn:businessRuleTask id=\"decided\" camunda:decisionRef=\"automation-level\""
                    + " camunda:mapDecisionResult=\"singleEntry\" camunda:resultVariable=\"automationLevel\" />");
            chain.add("decided");
        }
        String start = "";
        for (Element element : copied) {
            ids.add(element.getAttribute("id"));
            (element.getTagName().equals("bpmn:message") ? outside : inside).append(xml(element));
            if (element.getTagName().equals("bpmn:startEvent")) {
                start = element.getAttribute("id");
            } else if (!NOT_IN_THE_FLOW.contains(element.getTagName())) {
                chain.add(element.getAttribute("id"));
            }
        }
        if (start.isEmpty()) {
            start = "begin";
            outside.append("<bpmn:message id=\"message_begin\" name=\"Something Happened\" />");
            inside.append("<bpmn:startEvent id=\"begin\"><bpmn:messageEventDefinition messageRef=\"message_begin\" />"
                    + "</bpmn:startEvent>");
        }
        messages(snippet, ids)
                .forEach(id -> outside.append("<bpmn:message id=\"%s\" name=\"%s\" />"
                        .formatted(id, id.replace("message_", "").replace('_', ' '))));
        chain.add(0, start);
        connect(snippet, chain, ids, inside);
        return "<bpmn:definitions" + NAMESPACES + " targetNamespace=\"http://relance.test\">" + outside
                + "<bpmn:process id=\"copied\" isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\">" + inside
                + "</bpmn:process></bpmn:definitions>";
    }

    private static List<String> messages(String snippet, Set<String> known) {
        return MESSAGE.matcher(snippet)
                .results()
                .map(found -> found.group(1))
                .filter(id -> !known.contains(id))
                .distinct()
                .toList();
    }

    /** Up to a gateway, whose flows the snippet has itself; what those lead to and is not there ends. */
    private static void connect(String snippet, List<String> chain, Set<String> ids, StringBuilder inside) {
        String last = chain.get(0);
        boolean forks = snippet.contains("<bpmn:exclusiveGateway");
        for (String next : chain.subList(1, chain.size())) {
            boolean reached = forks && snippet.contains("targetRef=\"" + next + "\"");
            if (!reached) {
                inside.append(flow(last, next));
                last = next;
            } else {
                inside.append(end("after_" + next)).append(flow(next, "after_" + next));
            }
        }
        if (!forks) {
            inside.append(end("over")).append(flow(last, "over"));
        }
        Matcher target = TARGET.matcher(snippet);
        while (forks && target.find()) {
            if (!snippet.contains(" id=\"" + target.group(1) + "\"") && ids.add(target.group(1))) {
                inside.append(end(target.group(1)));
            }
        }
    }

    private static String end(String id) {
        return "<bpmn:endEvent id=\"%s\" name=\"Over\" />".formatted(id);
    }

    private static String flow(String from, String to) {
        return "<bpmn:sequenceFlow id=\"%s_%s\" sourceRef=\"%s\" targetRef=\"%s\" />".formatted(from, to, from, to);
    }

    private static List<Element> elements(String snippet) throws Exception {
        String whole = "<all" + NAMESPACES + ">" + snippet.replace("…", "") + "</all>";
        DocumentBuilderFactory reader = DocumentBuilderFactory.newInstance();
        reader.setNamespaceAware(true);
        Node root = reader.newDocumentBuilder()
                .parse(new InputSource(new StringReader(whole)))
                .getDocumentElement();
        List<Element> elements = new ArrayList<>();
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String xml(Element element) throws Exception {
        Transformer writer = TransformerFactory.newInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        writer.transform(new DOMSource(element), new StreamResult(text));
        return text.toString();
    }
}
