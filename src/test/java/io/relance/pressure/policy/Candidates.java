package io.relance.pressure.policy;

import io.relance.consent.Choices;
import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.pressure.JourneyClass;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.hours.Place;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes candidates: somebody in Paris who agreed to everything, on a Monday at ten, unless told otherwise. */
public final class Candidates {

    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    public static final ContactId CAMILLE = new ContactId(7);

    private final List<Said> said = new ArrayList<>();
    private final Map<Kind, Instant> silences = new HashMap<>();
    private Channel channel = Channel.EMAIL;
    private MessageClass messageClass = MessageClass.MARKETING;
    private String address = "camille@example.org";
    private State consent = State.GRANTED;
    private String suppression;
    private Choices choices = Choices.NONE;
    private Saying saying = Saying.ANYTHING;
    private Said own;
    private boolean cold;
    private boolean firm = true;
    private Set<String> segments = Set.of();
    private Place place = new Place("FR", "FR", "75011", ZoneId.of("Europe/Paris"));
    private PressureSettings settings = PressureSettings.DEFAULT;
    private Instant at = NOW;

    /** Marketing, by this channel. */
    public static Candidates by(Channel channel) {
        Candidates candidates = new Candidates();
        candidates.channel = channel;
        return candidates;
    }

    /** A policy of a test's own. */
    public static Policy policy(String code, Function<Candidate, Optional<Refusal>> refuses) {
        return new Policy() {
            @Override
            public String code() {
                return code;
            }

            @Override
            public Optional<Refusal> refuses(Candidate candidate) {
                return refuses.apply(candidate);
            }
        };
    }

    /** What would be said on behalf of a journey of that class. */
    public static Saying saying(JourneyClass journeyClass, int priority) {
        return new Saying("template", null, null, null, journeyClass, priority, true, null);
    }

    Candidates of(MessageClass given) {
        messageClass = given;
        return this;
    }

    Candidates to(String given) {
        address = given;
        return this;
    }

    Candidates consent(State given) {
        consent = given;
        return this;
    }

    Candidates suppressed(String reason) {
        suppression = reason;
        return this;
    }

    Candidates choosing(Choices given) {
        choices = given;
        return this;
    }

    Candidates saying(Saying given) {
        saying = given;
        return this;
    }

    Candidates silent(Kind kind, Instant since) {
        silences.put(kind, since);
        return this;
    }

    Candidates cold() {
        cold = true;
        return this;
    }

    Candidates onlyAsking() {
        firm = false;
        return this;
    }

    Candidates segments(String... names) {
        segments = Set.of(names);
        return this;
    }

    Candidates livingIn(String territory, String postalCode, String zone) {
        place = new Place("FR", territory, postalCode, ZoneId.of(zone));
        return this;
    }

    Candidates under(PressureSettings given) {
        settings = given;
        return this;
    }

    Candidates at(Instant given) {
        at = given;
        return this;
    }

    /** Something that was said, or is still to be. */
    Candidates told(long permit, Channel by, Instant from, boolean used, Saying what) {
        said.add(slot(permit, by, from, used, what));
        return this;
    }

    /** It has that slot itself. */
    Candidates having(long permit, Instant from, Saying what) {
        own = slot(permit, channel, from, false, what);
        saying = what;
        said.add(own);
        return this;
    }

    private static Said slot(long permit, Channel by, Instant from, boolean used, Saying what) {
        return new Said(permit, CAMILLE, by, MessageClass.MARKETING, from, used, what, "journey-" + permit, "step");
    }

    Candidate make() {
        Person person = new Person(
                place,
                segments,
                address,
                suppression,
                new Consent(consent, null, null),
                choices,
                silences,
                cold,
                List.copyOf(said));
        return new Candidate(person, channel, messageClass, saying, own, null, firm && own == null, settings, at, at);
    }
}
