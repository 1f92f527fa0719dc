package io.relance.message.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ends every output tag with the filter that writes it: it escapes, and notes a value that is missing. */
final class Printing {

    private static final Pattern OUTPUT = Pattern.compile("\\{\\{(-?)(.*?)(-?)}}", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern DEFAULT = Pattern.compile("\\|\\s*default\\b");

    private Printing() {}

    static String instrument(String liquid) {
        return OUTPUT.matcher(liquid)
                .replaceAll(output -> Matcher.quoteReplacement("{{" + output.group(1) + " "
                        + output.group(2).strip() + filter(output.group(2)) + " " + output.group(3) + "}}"));
    }

    private static String filter(String expression) {
        boolean optional =
                DEFAULT.matcher(QUOTED.matcher(expression).replaceAll("")).find();
        return optional ? " | printed" : " | printed: '" + path(expression) + "'";
    }

    /** The words an output tag reads, without its filters: {@code cart.total}. */
    static String path(String expression) {
        String path = expression.replaceAll("^\\{\\{-?|-?}}$", "");
        int filters = QUOTED.matcher(path)
                .replaceAll(quoted -> "_".repeat(quoted.group().length()))
                .indexOf('|');
        return (filters < 0 ? path : path.substring(0, filters))
                .replace("'", "")
                .strip();
    }
}
