package io.relance.consent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic as the setting tells it: {@code offers}, or with names of its own {@code club=Le club|The club}.
 *
 * @param names by language; empty where the product's own names serve
 */
record Topic(String code, Map<String, String> names) {

    /** Those the product has names for. */
    static final Set<String> KNOWN = Set.of("news", "offers", "reminders", "advice");

    private static final Pattern TOLD = Pattern.compile("([a-z][a-z0-9_]*)(?:=([^|=]+)\\|([^|=]+))?");

    /** The topics, by code, in the order given. Throws {@link IllegalArgumentException} that names what is accepted. */
    static Map<String, Topic> readAll(List<String> told) {
        var topics = new LinkedHashMap<String, Topic>();
        for (String each : told) {
            Topic topic = read(each.strip());
            if (topics.put(topic.code(), topic) != null) {
                throw wrong("names " + topic.code() + " twice");
            }
        }
        return topics;
    }

    private static Topic read(String told) {
        Matcher topic = TOLD.matcher(told);
        if (!topic.matches()) {
            throw wrong("has '" + told + "'");
        }
        if (topic.group(2) != null) {
            return new Topic(
                    topic.group(1),
                    Map.of("fr", topic.group(2).strip(), "en", topic.group(3).strip()));
        }
        if (!KNOWN.contains(told)) {
            throw wrong("has '" + told + "' without its names");
        }
        return new Topic(told, Map.of());
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "RELANCE_CONSENT_TOPICS " + what + "; it accepts any of news,offers,reminders,"
                        + "advice, and others by a code of small letters with their French and English names: club=Le club|The"
                        + " club");
    }
}
