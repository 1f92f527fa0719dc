package io.relance.message.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all e-mails share: a template without {@code <mjml>} of its own is set into its language's layout. */
final class Layout {

    static final String TEMPLATE = "_layout";

    private static final Pattern PLACE = Pattern.compile("<!--\\s*content\\s*-->");
    private static final Pattern REASON =
            Pattern.compile("<!--\\s*reason\\s*-->(.*?)<!--\\s*/reason\\s*-->", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("<mj-head\\s*>");
    private static final Pattern ROOT = Pattern.compile("<mjml\\b[^>]*>");

    private Layout() {}

    static boolean hasPlace(String layout) {
        return PLACE.matcher(layout).find();
    }

    static boolean isWhole(String body) {
        return body.stripLeading().startsWith("<mjml");
    }

    static String wrap(String layout, String body) {
        return PLACE.matcher(layout).replaceFirst(Matcher.quoteReplacement(body));
    }

    /** Says why the person gets the mail: what the template says, else what the layout has there. */
    static String withReason(String mjml, String reason) {
        return REASON.matcher(mjml)
                .replaceAll(found -> Matcher.quoteReplacement(reason == null ? found.group(1) : reason));
    }

    /** Adds the preheader where the source shows none itself. */
    static String withPreheader(String mjml, String preheader) {
        if (preheader == null || mjml.contains("<mj-preview")) {
            return mjml;
        }
        String preview = "<mj-preview>" + preheader + "</mj-preview>";
        String head = HEAD.matcher(mjml).find() ? preview : "<mj-head>" + preview + "</mj-head>";
        Pattern after = HEAD.matcher(mjml).find() ? HEAD : ROOT;
        return after.matcher(mjml).replaceFirst(found -> Matcher.quoteReplacement(found.group() + head));
    }
}
