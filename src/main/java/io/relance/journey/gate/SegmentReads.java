package io.relance.journey.gate;

import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Parse;
import org.camunda.bpm.engine.impl.util.xml.Parser;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * The segments that a diagram names: {@code contact.inSegment('vip')}, and what is compared with {@code trigger.segment} or
 * {@code activity.segment} where that is somebody's entering or leaving one.
 */
public final class SegmentReads {

    private static final Set<String> MOVES = Set.of("segment entered", "segment left");
    private final Builder parser = new Builder(Builder.Feature.METHOD_INVOCATIONS);
    private final Map<String, String> messages = new HashMap<>();
    private final BiConsumer<Element, String> named;

    private SegmentReads(BiConsumer<Element, String> named) {
        this.named = named;
    }

    /** Tells each segment that is named, with the element. */
    static void of(Element root, BiConsumer<Element, String> named) {
        SegmentReads reads = new SegmentReads(named);
        root.elements("message").forEach(each -> reads.messages.put(each.attribute("id"), each.attribute("name")));
        root.elements("process").forEach(process -> reads.process(process));
    }

    /** The segments that a deployed diagram names. */
    public static Set<String> in(InputStream diagram) {
        Parser parser = new Parser() {
            @Override
            public Parse createParse() {
                return new Parse(this) {};
            }
        };
        Set<String> segments = new TreeSet<>();
        Element root = parser.createParse().sourceInputStream(diagram).execute().getRootElement();
        of(root, (element, segment) -> segments.add(segment));
        return segments;
    }

    private void process(Element process) {
        Set<String> words = new HashSet<>();
        if (process.elements("startEvent").stream().anyMatch(this::isMove)) {
            words.add("trigger.segment");
        }
        below(process, words);
    }

    private boolean isMove(Element event) {
        Element definition = event.element("messageEventDefinition");
        String reference = definition == null ? null : definition.attribute("messageRef");
        String name = reference == null ? null : messages.get(reference.substring(reference.indexOf(':') + 1));
        return name != null && MOVES.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    private void below(Element element, Set<String> words) {
        Set<String> its = words;
        if (isMove(element)) {
            its = new HashSet<>(words);
            its.add("activity.segment");
        }
        Set<String> known = its;
        Stream.concat(
                        Stream.of(element.getText()),
                        element.attributes().stream().map(element::attribute))
                .filter(text -> text != null && (text.contains("${") || text.contains("#{")))
                .forEach(text -> read(text.strip(), known, segment -> named.accept(element, segment)));
        element.elements().forEach(child -> below(child, known));
    }

    private void read(String text, Set<String> words, Consumer<String> found) {
        try {
            read(parser.build(text).getRoot(), words, found);
        } catch (TreeBuilderException e) {
            // What is no expression is refused for that.
            return;
        }
    }

    private static void read(Node node, Set<String> words, Consumer<String> found) {
        if (node instanceof AstMethod method
                && Expressions.path(method.getChild(0)).equals("contact.inSegment")) {
            Node given = method.getChild(1);
            constant(given.getCardinality() == 1 ? given.getChild(0) : given, found);
        } else if (node instanceof AstBinary binary && compares(binary)) {
            beside(binary.getChild(0), binary.getChild(1), words, found);
            beside(binary.getChild(1), binary.getChild(0), words, found);
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            read(node.getChild(i), words, found);
        }
    }

    private static boolean compares(AstBinary binary) {
        return binary.getOperator() == AstBinary.EQ || binary.getOperator() == AstBinary.NE;
    }

    private static void beside(AstNode word, AstNode value, Set<String> words, Consumer<String> found) {
        if (words.contains(Expressions.path(word))) {
            constant(value, found);
        }
    }

    private static void constant(Node value, Consumer<String> found) {
        if (value instanceof AstString text) {
            found.accept((String) text.eval(null, null));
        }
    }
}
