package io.relance.journey.gate;

import io.relance.journey.word.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * Whether an expression keeps to the vocabulary: known words, their properties and questions, constants, operators. It
 * is read by the engine's own parser, so that both see the same.
 */
class Expressions {

    private final Builder parser = new Builder(Builder.Feature.METHOD_INVOCATIONS);
    private final Set<String> results;

    /** @param results the names under which this diagram's decisions keep their results */
    Expressions(Set<String> results) {
        this.results = results;
    }

    /** What is wrong with a text that may hold expressions, each a sentence; empty when nothing is. */
    List<String> problems(String text) {
        if (!text.contains("${") && !text.contains("#{")) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        try {
            check(parser.build(text).getRoot(), problems);
        } catch (TreeBuilderException e) {
            problems.add("'" + text + "' is not a complete expression: " + e.getMessage());
        }
        return problems;
    }

    private void check(Node node, List<String> problems) {
        if (node instanceof AstFunction function) {
            problems.add(unknownQuestion(function.getName()));
        } else if (node instanceof AstMethod method) {
            question(path(method.getChild(0)), problems);
            check(method.getChild(1), problems);
            return;
        } else if (node instanceof AstIdentifier || isPath(node)) {
            word(path(node), problems);
            return;
        } else if (node instanceof AstDot) {
            problems.add("a text or an answer has no properties of its own: " + path(node));
        } else if (node instanceof AstBracket) {
            problems.add("'[' has no place in an expression; a word's property is read with a dot, as in cart.total");
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            check(node.getChild(i), problems);
        }
    }

    /** Whether a node is nothing but names and dots. */
    private static boolean isPath(Node node) {
        return node instanceof AstDot && (node.getChild(0) instanceof AstIdentifier || isPath(node.getChild(0)));
    }

    /** The dotted path of a node, whatever it begins with. */
    static String path(Node node) {
        return ((AstNode) node).getStructuralId(null).replaceAll("\\s", "");
    }

    private void word(String path, List<String> problems) {
        if (!results.contains(path) && !Vocabulary.knows(path)) {
            problems.add("'" + path + "' is not in the vocabulary; accepted: " + Vocabulary.accepted()
                    + (results.isEmpty() ? "" : " and the results " + String.join(", ", results)));
        }
    }

    private static void question(String path, List<String> problems) {
        int dot = path.lastIndexOf('.');
        if (dot <= 0 || !Vocabulary.answers(path.substring(0, dot), path.substring(dot + 1))) {
            problems.add(unknownQuestion(path));
        }
    }

    private static String unknownQuestion(String path) {
        return "'" + path + "(…)' is not in the vocabulary; accepted: contact.mayReceive('email'),"
                + " timing.after(…), timing.before(…), timing.at('10:00'), timing.on(day, '09:00')";
    }
}
