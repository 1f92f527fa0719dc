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
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** May we speak? Asks the gate and reserves nothing. */
@RestController
class TryController {

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
        return asked.get("at") == null ? clock.instant() : read(asked, "at", "an instant", Instant::parse);
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
            return text.strip();
        }
        throw refused(name, accepted);
    }

    private static ResponseStatusException refused(String name, String accepted) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " accepts " + accepted + ".");
    }
}
