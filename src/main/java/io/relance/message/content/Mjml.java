package io.relance.message.content;

import ch.digitalfondue.mjml4j.Mjml4j;
import ch.digitalfondue.mjml4j.Mjml4j.Configuration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles MJML that has Liquid in it to HTML that has the same Liquid in it. */
final class Mjml {

    /** Components that hold components only: MJML drops loose text in them. */
    private static final Set<String> HOLDERS = Set.of(
            "mj-body",
            "mj-wrapper",
            "mj-section",
            "mj-group",
            "mj-column",
            "mj-hero",
            "mj-accordion",
            "mj-carousel",
            "mj-navbar",
            "mj-social");

    private static final Pattern PART =
            Pattern.compile("<!--.*?-->|<(/?)(mj-[\\w-]+|mjml)\\b[^>]*?(/?)>|\uE000(\\d+)\uE001", Pattern.DOTALL);
    private static final Pattern INDENT = Pattern.compile("\\n\\s+");

    private final String place;
    private final List<String> problems;

    Mjml(String place, List<String> problems) {
        this.place = place;
        this.problems = problems;
    }

    /** Compiles, or adds to the problems and answers an empty text. */
    String compile(String source, String language) {
        int before = problems.size();
        Tokens tokens = Tokens.of(source);
        String whole = withRawTags(tokens);
        if (problems.size() > before) {
            return "";
        }
        try {
            String html = Mjml4j.render(whole.strip(), new Configuration(language));
            tokens.missingIn(html).stream()
                    .filter(tag -> !tag.matches("(?s)\\{%-?\\s*(end)?comment.*"))
                    .forEach(tag ->
                            problems.add(place + ": " + tag + " stands where MJML drops it; put it into a text"));
            return tokens.restore(INDENT.matcher(html).replaceAll("\n"));
        } catch (RuntimeException e) {
            problems.add(place + ": this is not MJML: " + e.getMessage());
            return "";
        }
    }

    /** Wraps tags that stand between components, and checks that components are closed in order. */
    private String withRawTags(Tokens tokens) {
        Deque<String> open = new ArrayDeque<>();
        StringBuilder result = new StringBuilder();
        Matcher part = PART.matcher(tokens.text());
        while (part.find()) {
            String replacement = part.group();
            if (part.group(4) != null) {
                boolean loose = !open.isEmpty() && HOLDERS.contains(open.peek());
                boolean output = Tokens.isOutput(tokens.tag(part.group(4)));
                replacement = loose && !output ? "<mj-raw>" + replacement + "</mj-raw>" : replacement;
            } else if (part.group(2) != null) {
                track(
                        open,
                        part.group(2),
                        !part.group(1).isEmpty(),
                        !part.group(3).isEmpty());
            }
            part.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        open.forEach(name -> problems.add(place + ": <" + name + "> is not closed"));
        return part.appendTail(result).toString();
    }

    private void track(Deque<String> open, String name, boolean closing, boolean selfClosing) {
        if (closing && name.equals(open.peek())) {
            open.pop();
        } else if (closing) {
            problems.add(place + ": </" + name + "> closes nothing"
                    + (open.isEmpty() ? "" : "; <" + open.peek() + "> is open"));
        } else if (name.equals("mj-include")) {
            problems.add(place + ": mj-include is not accepted; the shared parts belong in the template _layout");
        } else if (!selfClosing) {
            open.push(name);
        }
    }
}
