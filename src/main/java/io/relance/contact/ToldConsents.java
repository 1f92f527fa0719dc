package io.relance.contact;

import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shorthand {@code consents: {"email": true, "sms": false}} among the traits of an identify. Shops send it again with
 * every identify, whatever the person said elsewhere meanwhile: only an answer that differs from the last one told is an
 * act of consent, the others are the shop's state and change nothing.
 */
final class ToldConsents {

    /** What an identify brings. */
    static final String TRAIT = "consents";

    /** Beside the traits, the last answer of each channel. Nobody can tell it, and nobody is shown it as a trait. */
    static final String TOLD = "consentsTold";

    private ToldConsents() {}

    /**
     * The answers that are news, by channel; entries that are neither true nor false say nothing.
     *
     * @param consents what came as {@link #TRAIT}
     * @param told what was kept as {@link #TOLD}; null before the first
     */
    static Map<String, Boolean> news(Object consents, Object told) {
        var news = new LinkedHashMap<String, Boolean>();
        if (consents instanceof Map<?, ?> channels) {
            channels.forEach((channel, answer) -> {
                String yesOrNo = String.valueOf(answer);
                if (yesOrNo.equalsIgnoreCase("true") || yesOrNo.equalsIgnoreCase("false")) {
                    news.put(String.valueOf(channel), Boolean.valueOf(yesOrNo));
                }
            });
        }
        news.entrySet().removeAll(answers(told).entrySet());
        return news;
    }

    /** What is to be kept once these were told, too. */
    static Map<String, Object> kept(Object told, Map<String, Boolean> news) {
        var kept = new LinkedHashMap<>(answers(told));
        kept.putAll(news);
        return kept;
    }

    private static Map<String, Object> answers(Object told) {
        var answers = new LinkedHashMap<String, Object>();
        if (told instanceof Map<?, ?> channels) {
            channels.forEach((channel, answer) -> answers.put(String.valueOf(channel), answer));
        }
        return answers;
    }

    /** What the person did by them. */
    static List<Acted> activities(Map<String, Boolean> news, Identified identified) {
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
