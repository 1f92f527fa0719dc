package io.relance.consent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** What a shop's messages are about, as people may choose: news, offers, reminders, advice, or the shop's own. */
@Component
public class Topics {

    private final Map<String, Topic> topics;

    Topics(ConsentSettings settings) {
        topics = Topic.readAll(settings.topics());
    }

    /** Whether the shop has a topic of this code. */
    public boolean exists(String code) {
        return topics.containsKey(code);
    }

    /** The codes of all topics, in the order in which they are shown. */
    public List<String> codes() {
        return List.copyOf(topics.keySet());
    }

    /** What people call it, in English for {@code en}, else in French. The topic must exist. */
    public String name(String code, String language) {
        String spoken = "en".equals(language) ? "en" : "fr";
        String own = topics.get(code).names().get(spoken);
        return own != null ? own : text(code, spoken);
    }

    /** A few words on what belongs to it, in the same languages; empty for a topic the shop has named itself. */
    public String note(String code, String language) {
        String spoken = "en".equals(language) ? "en" : "fr";
        return topics.get(code).names().isEmpty() ? text(code + ".note", spoken) : "";
    }

    private static String text(String key, String language) {
        return ResourceBundle.getBundle(
                        "templates.consent.topics",
                        Locale.forLanguageTag(language),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
    }
}
