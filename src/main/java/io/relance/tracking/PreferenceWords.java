package io.relance.tracking;

import io.relance.consent.ConsentTopic;
import io.relance.tracking.PreferenceForm.Act;
import java.util.Locale;
import java.util.Map;

/** What stood on the page of preferences when somebody pressed a button: the wording that is kept as proof. */
final class PreferenceWords {

    private PreferenceWords() {}

    /** What was asked about this, and how it was answered. */
    static String of(PreferenceForm form, ConsentTopic topic, boolean yes) {
        if (form.act() == Act.OFF) {
            return of(form);
        }
        Map<String, String> text = texts(form);
        return form.page() + ": " + text.getOrDefault("preferences." + topic.code() + ".ask", topic.code()) + " "
                + text.get(yes ? "preferences.yes" : "preferences.no");
    }

    /** The words around the button. */
    static String of(PreferenceForm form) {
        Map<String, String> text = texts(form);
        String words =
                switch (form.act()) {
                    case SAVE -> text.get("preferences.topics") + ". " + text.get("preferences.topics.note");
                    case PAUSE -> text.get("preferences.pause.note") + " " + text.get("preferences.pause");
                    case RESUME -> text.get("preferences.resume");
                    case OFF -> text.get("preferences.off.note") + " " + text.get("preferences.off");
                };
        return form.page() + ": " + words;
    }

    private static Map<String, String> texts(PreferenceForm form) {
        return LinkPages.texts(Locale.forLanguageTag(form.page()));
    }
}
