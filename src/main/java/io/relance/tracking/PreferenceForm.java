package io.relance.tracking;

import io.relance.consent.ConsentTopic;
import io.relance.consent.Topics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was posted from the page of preferences.
 *
 * @param answers yes or no; a question without an answer is missing
 * @param shown the topics that stood on the page
 * @param ticked those of them that were ticked
 * @param language the language of our messages; null where none was chosen
 * @param page the language in which the page was shown
 */
record PreferenceForm(
        Act act,
        Map<ConsentTopic, Boolean> answers,
        Set<String> shown,
        Set<String> ticked,
        String language,
        String page) {

    /** What the page asks about. */
    static final List<ConsentTopic> ASKED = List.of(
            ConsentTopic.EMAIL,
            ConsentTopic.SMS,
            ConsentTopic.PHONE,
            ConsentTopic.TRACKING_OPENS,
            ConsentTopic.TRACKING_CLICKS);

    static final List<String> LANGUAGES = List.of("fr", "en");

    /** More than any page of ours sends; whoever sends more sends something else. */
    private static final int MOST_VALUES = 200;

    private static final String[] NONE = {};

    /** The page's buttons. */
    enum Act {
        SAVE,
        PAUSE,
        RESUME,
        OFF
    }

    /** Empty when it did not come from a page of ours, or not whole: then nothing of it counts. */
    static Optional<PreferenceForm> of(Map<String, String[]> posted, Topics topics) {
        Act act = act(posted.getOrDefault("act", NONE)).orElse(null);
        Set<String> shown = Set.copyOf(List.of(posted.getOrDefault("shown", NONE)));
        Set<String> ticked = Set.copyOf(List.of(posted.getOrDefault("topic", NONE)));
        boolean right = act != null
                && posted.values().stream().mapToInt(values -> values.length).sum() <= MOST_VALUES
                && one(posted, "page", LANGUAGES::contains)
                && (!posted.containsKey("language") || one(posted, "language", LANGUAGES::contains))
                && shown.stream().allMatch(topics::exists)
                && shown.containsAll(ticked)
                && ASKED.stream()
                        .map(ConsentTopic::code)
                        .filter(posted::containsKey)
                        .allMatch(code -> one(posted, code, Set.of("yes", "no")::contains));
        return right
                ? Optional.of(new PreferenceForm(
                        act, answers(posted), shown, ticked, first(posted, "language"), first(posted, "page")))
                : Optional.empty();
    }

    private static Optional<Act> act(String[] values) {
        return values.length != 1
                ? Optional.empty()
                : List.of(Act.values()).stream()
                        .filter(act -> act.name().toLowerCase(Locale.ROOT).equals(values[0]))
                        .findFirst();
    }

    private static boolean one(Map<String, String[]> posted, String field, Predicate<String> accepted) {
        String[] values = posted.getOrDefault(field, NONE);
        return values.length == 1 && accepted.test(values[0]);
    }

    private static String first(Map<String, String[]> posted, String field) {
        return posted.containsKey(field) ? posted.get(field)[0] : null;
    }

    private static Map<ConsentTopic, Boolean> answers(Map<String, String[]> posted) {
        Map<ConsentTopic, Boolean> answers = new EnumMap<>(ConsentTopic.class);
        for (ConsentTopic asked : ASKED) {
            String answer = first(posted, asked.code());
            if (answer != null) {
                answers.put(asked, answer.equals("yes"));
            }
        }
        return answers;
    }
}
