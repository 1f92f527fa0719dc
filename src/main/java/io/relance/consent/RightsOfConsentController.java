package io.relance.consent;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Objections that reach the shop by letter or phone, and erased people who want to be written to again. */
@RestController
class RightsOfConsentController {

    private static final String ACCEPTED = "email, sms, phone, push, tracking_opens, tracking_clicks";

    private final Contacts contacts;
    private final Objections objections;

    RightsOfConsentController(Contacts contacts, Objections objections) {
        this.contacts = contacts;
        this.objections = objections;
    }

    /** @param channel one or several; absent: all marketing, being measured for it included */
    record Objection(Object channel) {}

    /** @param email and {@code phone}: what may be written to again */
    record Lift(String email, String phone) {}

    @PostMapping("/api/contacts/{userId}/objection")
    Map<String, Object> object(
            @PathVariable String userId, @RequestBody(required = false) Objection told, Principal who) {
        Contact contact = contacts.byUserId(userId)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No contact has the userId '" + userId + "'."));
        Set<ConsentTopic> topics = topics(told == null ? null : told.channel());
        long audit = objections.object(contact.id(), topics, who.getName());
        return Map.of(
                "request",
                audit,
                "withdrawn",
                topics.stream().map(ConsentTopic::code).toList());
    }

    @PostMapping("/api/rights/lift")
    Map<String, Object> lift(@RequestBody Lift told, Principal who) {
        if (told.email() == null && told.phone() == null) {
            throw wrong("there is nothing to lift; accepted: email, phone, or both");
        }
        return Map.of("lifted", objections.lift(told.email(), told.phone(), who.getName()));
    }

    private static Set<ConsentTopic> topics(Object channel) {
        if (channel == null) {
            return EnumSet.allOf(ConsentTopic.class);
        }
        Set<ConsentTopic> topics = EnumSet.noneOf(ConsentTopic.class);
        for (Object each : channel instanceof List<?> list ? list : List.of(channel)) {
            topics.add(ConsentTopic.of(String.valueOf(each))
                    .orElseThrow(() -> wrong("channel '" + each + "' is unknown; accepted: " + ACCEPTED)));
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
