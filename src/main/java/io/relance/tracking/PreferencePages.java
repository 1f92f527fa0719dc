package io.relance.tracking;

import io.relance.consent.Choices;
import io.relance.consent.Confirmations;
import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Preferences;
import io.relance.consent.Suppressions;
import io.relance.consent.Topics;
import io.relance.contact.Contact;
import io.relance.shared.Channel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The page of preferences: what stands, as it stands. No answer is ticked that the person did not give. */
@Component
class PreferencePages {

    private final LinkPages pages;
    private final Consents consents;
    private final Preferences preferences;
    private final Confirmations confirmations;
    private final Suppressions suppressions;
    private final Topics topics;
    private final ShopZone shop;
    private final Clock clock;

    PreferencePages(
            LinkPages pages,
            Consents consents,
            Preferences preferences,
            Confirmations confirmations,
            Suppressions suppressions,
            Topics topics,
            ShopZone shop,
            Clock clock) {
        this.pages = pages;
        this.consents = consents;
        this.preferences = preferences;
        this.confirmations = confirmations;
        this.suppressions = suppressions;
        this.topics = topics;
        this.shop = shop;
        this.clock = clock;
    }

    /** A question about a channel; {@code answer} is {@code yes}, {@code no} or empty, {@code warning} may be null. */
    record Question(String code, String title, String ask, String answer, String note, String warning) {}

    /** A topic to tick. */
    record Tick(String code, String name, String note, boolean on) {}

    /**
     * The page of this person.
     *
     * @param said the key of what is said at its head; null for nothing
     */
    ResponseEntity<String> page(HttpServletRequest request, Contact person, String said) {
        Locale language = language(request, person);
        Map<String, String> text = LinkPages.texts(language);
        Choices choices = preferences.of(person.id());
        Instant now = clock.instant();
        String masked = Masked.of(person);
        Map<String, Object> facts = new HashMap<>();
        facts.put("said", said == null ? null : text.get(said));
        facts.put(
                "whose",
                masked.isEmpty()
                        ? text.get("preferences.for.nobody")
                        : text.get("preferences.for").replace("{0}", masked));
        facts.put("questions", questions(person, text));
        facts.put("topics", ticks(choices, language));
        facts.put("languages", PreferenceForm.LANGUAGES);
        facts.put("spoken", person.language());
        facts.put("paused", choices.isPausedAt(now) ? paused(choices, person, language, text) : null);
        facts.put("other", language.equals(Locale.FRENCH) ? "en" : "fr");
        return pages.page(HttpStatus.OK, "preferences", language, facts);
    }

    /** 400: the form did not come whole from a page of ours, and nothing of it counts. */
    ResponseEntity<String> refused(HttpServletRequest request, Contact person) {
        return pages.page(HttpStatus.BAD_REQUEST, "preferences-refused", language(request, person), Map.of());
    }

    /** What the page is asked for in; else what the person chose; else what the browser speaks. */
    static Locale language(HttpServletRequest request, Contact person) {
        String wanted = request.getParameter("lang");
        if (wanted != null && PreferenceForm.LANGUAGES.contains(wanted)) {
            return Locale.forLanguageTag(wanted);
        }
        boolean chosen =
                person.traits().containsKey("language") && PreferenceForm.LANGUAGES.contains(person.language());
        return chosen ? Locale.forLanguageTag(person.language()) : LinkPages.language(request, person.language());
    }

    private List<Question> questions(Contact person, Map<String, String> text) {
        Map<ConsentTopic, Consent> present = consents.of(person.id());
        Set<ConsentTopic> waiting = confirmations.waiting(person.id());
        return PreferenceForm.ASKED.stream()
                .map(topic -> {
                    Boolean answer = PreferenceCentre.answer(present.get(topic));
                    String key = "preferences." + topic.code();
                    return new Question(
                            topic.code(),
                            text.get(key),
                            text.get(key + ".ask"),
                            answer == null ? "" : answer ? "yes" : "no",
                            note(topic, present.get(topic), waiting, text),
                            warning(topic, person, text));
                })
                .toList();
    }

    private static String note(
            ConsentTopic topic, Consent present, Set<ConsentTopic> waiting, Map<String, String> text) {
        if (waiting.contains(topic)) {
            return text.get("preferences.waiting");
        }
        if (PreferenceCentre.answer(present) != null) {
            return "";
        }
        boolean soft = present != null && present.state() == Consent.State.SOFT_OPT_IN;
        return text.get(soft ? "preferences.soft_opt_in" : "preferences.unknown");
    }

    /** Why nothing arrives, whatever is chosen; null when that is not so. */
    private String warning(ConsentTopic topic, Contact person, Map<String, String> text) {
        if (topic == ConsentTopic.TRACKING_OPENS || topic == ConsentTopic.TRACKING_CLICKS) {
            return null;
        }
        Channel channel = Channel.valueOf(topic.name());
        String address = channel == Channel.EMAIL ? person.email() : person.phone();
        if (address == null) {
            return text.get(channel == Channel.EMAIL ? "preferences.nowhere.email" : "preferences.nowhere.phone");
        }
        return suppressions
                .reason(channel, address)
                .map(reason ->
                        text.getOrDefault("preferences.blocked." + reason, text.get("preferences.blocked.other")))
                .orElse(null);
    }

    private List<Tick> ticks(Choices choices, Locale language) {
        return topics.codes().stream()
                .map(code -> new Tick(
                        code,
                        topics.name(code, language.getLanguage()),
                        topics.note(code, language.getLanguage()),
                        !choices.topicsOff().contains(code)))
                .toList();
    }

    private String paused(Choices choices, Contact person, Locale language, Map<String, String> text) {
        ZoneId zone = person.zone().orElse(shop.timezone());
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.equals(Locale.ENGLISH) ? Locale.UK : language)
                .format(choices.pausedUntil().atZone(zone));
        return text.get("preferences.paused").replace("{0}", day);
    }
}
