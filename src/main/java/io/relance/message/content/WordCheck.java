package io.relance.message.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.IndexContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;

/** Reads a Liquid source and says which of its tags, filters and words do not exist. */
final class WordCheck {

    private static final Pattern TAG = Pattern.compile("\\{%-?\\s*(\\w+)");
    private static final Set<String> TAG_PARTS =
            Set.of("else", "elsif", "when", "endcase", "endcomment", "endfor", "endif", "endunless");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    /** Deeper ones would overflow the stack of whoever reads them. */
    private static final int DEEPEST = 50;

    private final String place;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> words = new TreeSet<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Set<String>> locals = new HashMap<>();

    private WordCheck(String place) {
        this.place = place;
    }

    /** What was read: the problems, which first words the text needs, and what it asks of words with parts of parts. */
    record Result(List<String> problems, Set<String> words, List<Asked> asked) {}

    /** Checks a source; {@code place} begins each problem. */
    static Result of(String place, String liquid) {
        WordCheck check = new WordCheck(place);
        check.tags(liquid);
        if (check.problems.isEmpty()) {
            check.parse(liquid);
        }
        return new Result(List.copyOf(new LinkedHashSet<>(check.problems)), check.words, List.copyOf(check.asked));
    }

    private void tags(String liquid) {
        if (liquid.length() > Liquid.LARGEST_TEMPLATE) {
            problems.add(place + ": the text is longer than " + Liquid.LARGEST_TEMPLATE + " characters");
            return;
        }
        Matcher tag = TAG.matcher(liquid);
        int depth = 0;
        while (tag.find() && depth <= DEEPEST) {
            depth += nesting(tag.group(1));
            if (!Liquid.TAGS.contains(tag.group(1)) && !TAG_PARTS.contains(tag.group(1))) {
                int line = (int) liquid.substring(0, tag.start()).lines().count();
                say(Math.max(1, line), "unknown tag \"" + tag.group(1) + "\"", "accepted", Liquid.TAGS);
            }
        }
        if (depth > DEEPEST) {
            problems.add(place + ": tags within tags; accepted: up to " + DEEPEST + " levels");
        }
    }

    private static int nesting(String tag) {
        if (tag.startsWith("end")) {
            return -1;
        }
        return TAG_PARTS.contains("end" + tag) ? 1 : 0;
    }

    private void parse(String liquid) {
        try {
            walk(Liquid.parse(liquid).getParseTree());
        } catch (RuntimeException e) {
            problems.add(place + ": this is not Liquid: "
                    + String.valueOf(e.getMessage()).strip());
        }
    }

    private void say(int line, String what, String verb, Set<String> accepted) {
        problems.add(place + ", line " + line + ": " + what + "; " + verb + ": " + String.join(", ", accepted));
    }

    private void walk(ParseTree node) {
        if (node instanceof For_arrayContext loop) {
            String list = loop.lookup().getText();
            locals.put(loop.id().getText(), Vocabulary.isLines(list) ? Vocabulary.line() : Set.of());
            locals.put("forloop", Set.of());
        } else if (node instanceof For_rangeContext loop) {
            locals.put(loop.id().getText(), Set.of());
            locals.put("forloop", Set.of());
        } else if (node instanceof AssignmentContext assignment) {
            locals.put(assignment.id().getText(), Set.of());
        } else if (node instanceof FilterContext filter) {
            filter(filter);
        } else if (node instanceof Lookup_id_indexesContext lookup) {
            lookup(lookup);
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            walk(node.getChild(i));
        }
    }

    private void filter(FilterContext filter) {
        String name = filter.Id().getText();
        if (!Liquid.FILTER_NAMES.contains(name)) {
            say(line(filter), "unknown filter \"" + name + "\"", "accepted", Liquid.FILTER_NAMES);
        }
    }

    private void lookup(Lookup_id_indexesContext lookup) {
        String word = lookup.id().getText();
        Set<String> parts = locals.get(word);
        if (parts == null) {
            if (!Vocabulary.words().contains(word)) {
                say(line(lookup), "unknown word \"" + word + "\"", "accepted", Vocabulary.words());
                return;
            }
            words.add(word);
            parts = Vocabulary.parts(word);
        }
        String second = index(lookup, 0);
        String third = index(lookup, 1);
        if (third != null && !locals.containsKey(word)) {
            asked.add(new Asked(place + ", line " + line(lookup), word + "." + second, third));
        }
        if (second != null && !parts.isEmpty() && !parts.contains(second)) {
            say(line(lookup), "unknown word \"" + word + "." + second + "\"", word + " has", parts);
        }
    }

    /** What is asked for after a dot, or as a text in brackets; null where nothing is, or what is only known later. */
    private static String index(Lookup_id_indexesContext lookup, int number) {
        if (lookup.index().size() <= number) {
            return null;
        }
        IndexContext index = lookup.index(number);
        String text = index.Dot() != null ? index.id2().getText() : index.expr().getText();
        boolean quoted = QUOTED.matcher(text).matches();
        return index.Dot() != null ? text : quoted ? text.substring(1, text.length() - 1) : null;
    }

    private static int line(ParserRuleContext node) {
        return node.start.getLine();
    }
}
