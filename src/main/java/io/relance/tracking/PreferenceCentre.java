package io.relance.tracking;

import io.relance.consent.Choices;
import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Grounds;
import io.relance.consent.Preferences;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.Message;
import io.relance.pressure.MayBeSpokenTo;
import io.relance.tracking.PreferenceForm.Act;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what people choose on their page of preferences: what is as it was adds nothing anywhere. */
@Component
class PreferenceCentre {

    static final String SOURCE = "preferences";

    private static final Duration PAUSE = Duration.ofDays(30);

    private final Contacts contacts;
    private final Consents consents;
    private final Preferences preferences;
    private final Timeline timeline;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PreferenceCentre(
            Contacts contacts,
            Consents consents,
            Preferences preferences,
            Timeline timeline,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.contacts = contacts;
        this.consents = consents;
        this.preferences = preferences;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Keeps a form that came from the page behind a link in {@code link}; answers whether anything changed. Consents are
     * told to the timeline, from which the ledger learns them: there is one way in for them.
     */
    @Transactional
    boolean save(Message link, PreferenceForm form) {
        contacts.lock(List.of(link.contact()));
        Contact person = contacts.find(link.contact()).orElseThrow();
        Instant now = clock.instant();
        Map<ConsentTopic, Boolean> answers = answers(person, form);
        Map<String, Object> changes = new LinkedHashMap<>();
        answers.forEach((topic, yes) -> changes.put(topic.code(), yes));
        choose(person, form, now, link, changes);
        speak(person, form, changes);
        if (changes.isEmpty()) {
            return false;
        }
        List<NewActivity> told = new ArrayList<>();
        changes.put("message", link.id());
        told.add(activity(person, now, "Preferences Changed", changes));
        answers.forEach((topic, yes) -> told.add(said(person, now, topic, yes, form, link)));
        timeline.record(told);
        return true;
    }

    /** What was answered anew, where it is not what stands. */
    private Map<ConsentTopic, Boolean> answers(Contact person, PreferenceForm form) {
        Map<ConsentTopic, Consent> present = consents.of(person.id());
        Map<ConsentTopic, Boolean> given =
                switch (form.act()) {
                    case SAVE -> form.answers();
                    case OFF -> allOff(present);
                    case PAUSE, RESUME -> Map.of();
                };
        Map<ConsentTopic, Boolean> anew = new EnumMap<>(ConsentTopic.class);
        given.forEach((topic, yes) -> {
            if (!yes.equals(answer(present.get(topic)))) {
                anew.put(topic, yes);
            }
        });
        return anew;
    }

    private static Map<ConsentTopic, Boolean> allOff(Map<ConsentTopic, Consent> present) {
        Map<ConsentTopic, Boolean> answers = new EnumMap<>(ConsentTopic.class);
        PreferenceForm.ASKED.forEach(topic -> answers.put(topic, false));
        present.keySet().forEach(topic -> answers.put(topic, false));
        return answers;
    }

    /** Yes or no as the person said it; null while they said neither. */
    static Boolean answer(Consent present) {
        State state = present == null ? State.UNKNOWN : present.state();
        return switch (state) {
            case GRANTED -> true;
            case DENIED, WITHDRAWN -> false;
            case SOFT_OPT_IN, UNKNOWN -> null;
        };
    }

    private void choose(Contact person, PreferenceForm form, Instant now, Message link, Map<String, Object> changes) {
        Choices before = preferences.of(person.id());
        Choices wanted =
                switch (form.act()) {
                    case SAVE -> new Choices(off(before, form), before.pausedUntil());
                    case PAUSE -> before.isPausedAt(now) ? before : new Choices(before.topicsOff(), now.plus(PAUSE));
                    case RESUME -> new Choices(before.topicsOff(), null);
                    case OFF -> before;
                };
        preferences.choose(person.id(), wanted, Grounds.ofPerson(now, SOURCE, PreferenceWords.of(form), proof(link)));
        Choices after = preferences.of(person.id());
        if (!after.topicsOff().equals(before.topicsOff())) {
            changes.put("topicsOff", List.copyOf(new TreeSet<>(after.topicsOff())));
        }
        if (before.isPausedAt(now) && !after.isPausedAt(now)) {
            events.publishEvent(new MayBeSpokenTo(person.id(), now));
        }
        if (after.isPausedAt(now) != before.isPausedAt(now)) {
            changes.put(
                    "pausedUntil", after.isPausedAt(now) ? after.pausedUntil().toString() : "");
        }
    }

    /** A topic that did not stand on the page stays as it is. */
    private static Set<String> off(Choices before, PreferenceForm form) {
        Set<String> off = new HashSet<>(before.topicsOff());
        off.addAll(form.shown());
        off.removeAll(form.ticked());
        return off;
    }

    private void speak(Contact person, PreferenceForm form, Map<String, Object> changes) {
        boolean another = form.act() == Act.SAVE
                && form.language() != null
                && !form.language().equals(person.language());
        if (another) {
            contacts.update(person.id(), Map.of("language", form.language()));
            changes.put("language", form.language());
        }
    }

    private static NewActivity said(
            Contact person, Instant now, ConsentTopic topic, boolean yes, PreferenceForm form, Message link) {
        return activity(
                person,
                now,
                yes ? "Consent Given" : "Consent Withdrawn",
                Map.of(
                        "channel",
                        topic.code(),
                        "source",
                        SOURCE,
                        "wording",
                        PreferenceWords.of(form, topic, yes),
                        "message",
                        link.id()));
    }

    private static NewActivity activity(Contact person, Instant now, String name, Map<String, Object> properties) {
        return new NewActivity(person.id(), now, name, properties, "tracking", true);
    }

    private static String proof(Message link) {
        return "message " + link.id();
    }
}
