package io.relance.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Directory;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Objections that reach the shop by letter or phone, and erased people who want to be written to again. */
@RestController
class RightsOfConsentController {

    private static final String ACCEPTED = "email, sms, phone, push, tracking_opens, tracking_clicks";
    private static final String BODY = "the body accepts ";
    private static final String OBJECTION =
            "{\"channel\": …} with one or a list of " + ACCEPTED + "; no body at all means every one of them";
    private static final String LIFT = "{\"email\": …, \"phone\": …} with one or both";
    private static final List<String> LIFTED = List.of("email", "phone");

    private final Contacts contacts;
    private final Objections objections;
    private final Directory directory;

    RightsOfConsentController(Contacts contacts, Objections objections, Directory directory) {
        this.contacts = contacts;
        this.objections = objections;
        this.directory = directory;
    }

    /**
     * The body has a {@code channel}, one or several; without a body, or with an empty one, all marketing is meant, being
     * measured for it included. A word nobody knows is refused: who misspells one channel does not mean all.
     */
    @PostMapping("/api/contacts/{userId}/objection")
    Map<String, Object> object(
            @PathVariable String userId, @RequestBody(required = false) JsonNode told, Principal who) {
        Contact contact = contacts.byUserId(userId)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No contact has the userId '" + userId + "'."));
        Set<ConsentTopic> topics = told == null ? EnumSet.allOf(ConsentTopic.class) : topics(told);
        long audit = objections.object(contact.id(), topics, who.getName());
        return Map.of(
                "request",
                audit,
                "withdrawn",
                topics.stream().map(ConsentTopic::code).toList());
    }

    @PostMapping("/api/rights/lift")
    Map<String, Object> lift(@RequestBody(required = false) JsonNode told, Principal who) {
        JsonNode said = Objects.requireNonNullElse(told, MissingNode.getInstance());
        only(said, LIFTED, LIFT);
        if (LIFTED.stream().noneMatch(said::hasNonNull)) {
            throw wrong("there is nothing to lift; accepted: email, phone, or both");
        }
        String email = kept(said, "email", "an e-mail address such as camille@example.org", directory::email);
        String phone = kept(said, "phone", "a phone number such as +33639981234", directory::phone);
        return Map.of("lifted", objections.lift(email, phone, who.getName()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        String accepted = request.getRequestURI().endsWith("/objection") ? OBJECTION : LIFT;
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, BODY + accepted);
    }

    /** As it is kept, whoever typed it; null where nothing is said. */
    private static String kept(JsonNode said, String name, String accepted, Function<String, Optional<String>> read) {
        return said.hasNonNull(name)
                ? Optional.of(said.path(name))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> text.indexOf('\0') < 0)
                        .flatMap(read)
                        .orElseThrow(() -> wrong(name + " accepts " + accepted + ", not " + said.path(name)))
                : null;
    }

    private static void only(JsonNode said, Collection<String> words, String accepted) {
        if (!said.isObject()) {
            throw wrong(BODY + accepted);
        }
        said.fieldNames().forEachRemaining(word -> {
            if (!words.contains(word)) {
                throw wrong("the body has '" + word + "', which is unknown; " + BODY + accepted);
            }
        });
    }

    private static Set<ConsentTopic> topics(JsonNode told) {
        only(told, List.of("channel"), OBJECTION);
        if (told.isEmpty()) {
            return EnumSet.allOf(ConsentTopic.class);
        }
        JsonNode channel = told.path("channel");
        Set<ConsentTopic> topics = EnumSet.noneOf(ConsentTopic.class);
        for (JsonNode each : channel.isArray() ? channel : List.of(channel)) {
            topics.add(ConsentTopic.of(each.asText())
                    .orElseThrow(() -> wrong("channel '" + each.asText() + "' is unknown; accepted: " + ACCEPTED)));
        }
        if (topics.isEmpty()) {
            throw wrong("channel is empty; accepted: " + ACCEPTED + ", or nothing for all");
        }
        return topics;
    }

    private static ResponseStatusException wrong(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
