package io.relance.pressure.hearing;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.pressure.Ask;
import io.relance.pressure.JourneySayings;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.hearing.TransactionHearing.Explained;
import io.relance.pressure.policy.Gate;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** May we speak? Asks the gate and reserves nothing. */
@RestController
class TryController {

    private static final List<String> WORDS = List.of("contact", "channel", "class", "at", "journey");
    private static final String BODY =
            "one JSON object such as {\"contact\": \"42\", \"channel\": \"email\", \"class\": \"marketing\"}, and in it no"
                    + " words but " + String.join(", ", WORDS);
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
    private static final String MOMENT = "an instant such as 2026-03-02T09:00:00Z, from 2000-01-01 to 2100-01-01";
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE);

    private final Hearings hearings;
    private final Contacts contacts;
    private final JourneySayings journeys;
    private final Clock clock;

    TryController(Hearings hearings, Contacts contacts, JourneySayings journeys, Clock clock) {
        this.hearings = hearings;
        this.contacts = contacts;
        this.journeys = journeys;
        this.clock = clock;
    }

    /** One policy's answer; all but the first two are null where it allows. */
    record Opinion(
            String code,
            boolean allowed,
            String reason,
            String detail,
            String detailFr,
            Instant next,
            Map<String, Object> inputs) {}

    /** @param next the first moment at which all allow it; null where time alone does not help */
    record Answer(boolean allowed, Instant next, List<Opinion> policies) {}

    @PostMapping("/api/pressure/try")
    @Transactional(readOnly = true)
    Answer tryOut(@RequestBody Map<String, Object> asked) {
        asked.keySet().stream()
                .filter(word -> !WORDS.contains(word))
                .findFirst()
                .ifPresent(word -> {
                    throw refused("the body, which has '" + word + "',", BODY);
                });
        String userId = text(asked, "contact", "the userId of a contact");
        Contact contact = contacts.byUserId(userId)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No contact has the userId '" + userId + "'."));
        Ask ask = new Ask(
                contact.id(),
                read(asked, "channel", "email, sms or phone", TryController::channel),
                read(asked, "class", "marketing or transactional", MessageClass::of),
                null,
                at(asked),
                null,
                saying(asked));
        Explained explained = hearings.open(contacts::findAll).explain(ask);
        List<Opinion> policies =
                explained.opinions().stream().map(TryController::opinion).toList();
        Gate.Answer answer = explained.answer();
        return new Answer(
                policies.stream().allMatch(Opinion::allowed),
                answer.refusal() == null ? answer.from() : null,
                policies);
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException unreadable) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "the body accepts " + BODY + ".");
    }

    private static Opinion opinion(Gate.Opinion opinion) {
        Refusal refusal = opinion.refusal();
        return refusal == null
                ? new Opinion(opinion.code(), true, null, null, null, null, null)
                : new Opinion(
                        opinion.code(),
                        false,
                        refusal.reason(),
                        refusal.detail(),
                        refusal.why().french(),
                        refusal.next(),
                        refusal.why().inputs());
    }

    private static Channel channel(String code) {
        return CHANNELS.stream()
                .filter(channel -> channel.code().equals(code))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private Instant at(Map<String, Object> asked) {
        return asked.get("at") == null ? clock.instant() : read(asked, "at", MOMENT, TryController::moment);
    }

    private static Instant moment(String text) {
        Instant moment = Instant.parse(text);
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new IllegalArgumentException(text);
        }
        return moment;
    }

    private Saying saying(Map<String, Object> asked) {
        if (asked.get("journey") == null) {
            return Saying.ANYTHING;
        }
        String journey = text(asked, "journey", "the id of a journey");
        return journeys.of(journey)
                .orElseThrow(() -> refused("journey", "the id of a journey that is deployed, not '" + journey + "'"));
    }

    private static <T> T read(Map<String, Object> asked, String name, String accepted, Function<String, T> read) {
        try {
            return read.apply(text(asked, name, accepted));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw refused(name, accepted + ", not '" + asked.get(name) + "'");
        }
    }

    private static String text(Map<String, Object> asked, String name, String accepted) {
        if (asked.get(name) instanceof String text && !text.isBlank()) {
            if (text.indexOf('\0') >= 0) {
                throw refused(name, accepted + ", without the character NUL");
            }
            return text.strip();
        }
        throw refused(name, accepted);
    }

    private static ResponseStatusException refused(String name, String accepted) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " accepts " + accepted + ".");
    }
}
