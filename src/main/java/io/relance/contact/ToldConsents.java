package io.relance.contact;

import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The shorthand {@code consents: {"email": true, "sms": false}} among the traits of an identify. Shops send it again with
 * every identify, whatever the person said elsewhere meanwhile: it is an act of consent only where it says something new.
 *
 * @param news the answers that are, by channel
 * @param told the last answer to each channel that an identify told, these included
 */
record ToldConsents(Map<String, Boolean> news, Map<String, Object> told) {

    /** What an identify brings. */
    static final String TRAIT = "consents";

    /** Beside the traits, {@link #told}. Nobody can tell it, and nobody is shown it as a trait. */
    static final String TOLD = "consentsTold";

    /**
     * What is new: a no to what is not refused yet; a yes that was not told before and that no refusal stands against, or
     * that follows a no of an identify. Entries that are neither say nothing; of two for one channel the no
     * counts.
     *
     * @param consents what came as {@link #TRAIT}
     * @param told what was kept as {@link #TOLD}; null before the first
     * @param refused the channels the person refuses now
     */
    static ToldConsents of(Object consents, Object told, Supplier<Set<String>> refused) {
        var news = new LinkedHashMap<String, Boolean>();
        var kept = new LinkedHashMap<String, Object>();
        if (told instanceof Map<?, ?> channels) {
            channels.forEach((channel, answer) -> kept.put(String.valueOf(channel), answer));
        }
        answers(consents).forEach((channel, yes) -> {
            Object before = kept.put(channel, yes);
            boolean changed = Boolean.FALSE.equals(before);
            boolean repeated = Boolean.TRUE.equals(before);
            if (yes
                    ? changed || !repeated && !refused.get().contains(channel)
                    : !refused.get().contains(channel)) {
                news.put(channel, yes);
            }
        });
        return new ToldConsents(news, kept);
    }

    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    private static Map<String, Boolean> answers(Object consents) {
        var answers = new LinkedHashMap<String, Boolean>();
        if (consents instanceof Map<?, ?> channels) {
            channels.forEach((name, answer) -> {
                String channel = String.valueOf(name).strip().toLowerCase(Locale.ROOT);
                String yesOrNo = String.valueOf(answer).strip().toLowerCase(Locale.ROOT);
                if (YES.contains(yesOrNo) || NO.contains(yesOrNo)) {
                    answers.merge(channel, YES.contains(yesOrNo), Boolean::logicalAnd);
                }
            });
        }
        return answers;
    }

    /** What the person did by the news. */
    List<Acted> activities(Identified identified) {
        var acts = new ArrayList<Acted>();
        news.forEach((channel, yes) -> acts.add(new Acted(
                identified.who(),
                identified.at(),
                yes ? "Consent Given" : "Consent Withdrawn",
                Map.of("channel", channel, "source", "api"),
                identified.source(),
                identified.live())));
        return acts;
    }
}
