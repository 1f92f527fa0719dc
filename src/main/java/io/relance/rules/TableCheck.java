package io.relance.rules;

import static io.relance.rules.DmnElements.elements;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.FeelEngine.Failure;
import org.w3c.dom.Element;

/** Reads a DMN file for what the engine would only find out when it decides: foreign languages, unknown inputs. */
class TableCheck {

    private static final Set<String> FEEL = Set.of("", "feel", "https://www.omg.org/spec/DMN/20191111/FEEL/");
    private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");
    private static final Pattern PATHS =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(\\.[A-Za-z_][A-Za-z0-9_]*+)*+(?!\\s*\\()");
    private static final Pattern FUNCTIONS_OF_TWO_WORDS = Pattern.compile(
            "(string length|(upper|lower) case|substring (before|after)|(starts|ends) with|list contains|date and time"
                    + "|years and months duration|(day|week|month) of (week|year)|index of|distinct values)\\s*\\(");
    private static final Set<String> FEEL_WORDS = Set.of(
            "if",
            "then",
            "else",
            "and",
            "or",
            "true",
            "false",
            "null",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "between",
            "instance",
            "of",
            "not");

    private final FeelEngine feel = new FeelEngine.Builder().build();
    private final Predicate<String> knows;
    private final List<Problem> problems = new ArrayList<>();

    TableCheck(Predicate<String> knows) {
        this.knows = knows;
    }

    List<Problem> problems(byte[] dmn) {
        Element definitions;
        try {
            definitions = DmnElements.read(dmn);
        } catch (IOException e) {
            return List.of(new Problem("definitions", e.getMessage()));
        }
        // The language of every expression that names none.
        checkLanguage(definitions);
        for (Element decision : elements(definitions, "decision")) {
            check(decision);
        }
        return problems;
    }

    private void check(Element decision) {
        if (decision.getAttributeNS("http://camunda.org/schema/1.0/dmn", "historyTimeToLive")
                .isEmpty()) {
            add(decision, "has no camunda:historyTimeToLive; give it one, P30D say");
        }
        for (String tag : List.of("inputExpression", "inputEntry", "outputEntry", "literalExpression")) {
            elements(decision, tag).forEach(this::checkLanguage);
        }
        Set<String> required = required(decision);
        elements(decision, "inputExpression").forEach(input -> checkInput(input, required));
        elements(decision, "literalExpression").forEach(literal -> checkInput(literal, required));
        elements(decision, "outputEntry").forEach(answer -> checkInput(answer, required));
        elements(decision, "inputEntry").forEach(cell -> checkCell(cell, required));
    }

    private void checkLanguage(Element element) {
        String language = element.getAttribute("expressionLanguage");
        if (FEEL.stream().noneMatch(language::equalsIgnoreCase)) {
            add(element, "is written in '" + language + "'; accepted: FEEL");
        }
    }

    private void checkInput(Element element, Set<String> required) {
        String text = text(element);
        if (text.isEmpty()) {
            return;
        }
        if (feel.parseExpression(text).isLeft()) {
            add(element, "is not a FEEL expression: " + text);
            return;
        }
        checkWords(element, text, required);
    }

    private void checkCell(Element cell, Set<String> required) {
        String text = text(cell);
        if (text.isEmpty()) {
            return;
        }
        if (feel.parseUnaryTests(text).isLeft()) {
            Failure failure = (Failure) feel.parseUnaryTests(text).left().get();
            add(cell, "is not a FEEL test: " + failure.message());
            return;
        }
        checkWords(cell, text, required);
    }

    /** A word nobody knows would silently be null; texts forgotten to be put in quotes are such words, too. */
    private void checkWords(Element element, String text, Set<String> required) {
        String words = STRINGS.matcher(text).replaceAll(" ");
        PATHS.matcher(FUNCTIONS_OF_TWO_WORDS.matcher(words).replaceAll("("))
                .results()
                .map(match -> match.group())
                .filter(path -> !FEEL_WORDS.contains(path) && !required.contains(path) && !knows.test(path))
                .forEach(path -> add(element, "reads '" + path + "', which nobody knows"));
    }

    /** The names under which the results of the decisions this one requires can be read. */
    private static Set<String> required(Element decision) {
        Set<String> ids = elements(decision, "requiredDecision").stream()
                .map(required -> required.getAttribute("href").replace("#", ""))
                .collect(Collectors.toSet());
        return elements(decision.getOwnerDocument().getDocumentElement(), "decision").stream()
                .filter(other -> ids.contains(other.getAttribute("id")))
                .flatMap(other -> Stream.of("output", "variable").flatMap(tag -> elements(other, tag).stream()))
                .map(named -> named.getAttribute("name"))
                .collect(Collectors.toSet());
    }

    private static String text(Element element) {
        List<Element> texts = elements(element, "text");
        return texts.isEmpty() ? "" : texts.get(0).getTextContent().trim();
    }

    private void add(Element element, String sentence) {
        String id = element.getAttribute("id");
        problems.add(new Problem(id.isEmpty() ? element.getLocalName() : id, element.getLocalName() + " " + sentence));
    }
}
