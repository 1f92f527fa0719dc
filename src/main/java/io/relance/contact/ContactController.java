package io.relance.contact;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What we know about one person, for machines; the parts other rooms know come from their {@link Facet}s. */
@RestController
class ContactController {

    private static final int TIMELINE = 200;
    private static final int DECISIONS = 1000;

    private final Contacts contacts;
    private final Timeline timeline;
    private final Decisions decisions;
    private final List<Facet> facets;

    ContactController(Contacts contacts, Timeline timeline, Decisions decisions, List<Facet> facets) {
        this.contacts = contacts;
        this.timeline = timeline;
        this.decisions = decisions;
        this.facets = facets;
    }

    record Moment(Instant at, String name, Map<String, Object> properties) {}

    /**
     * One decision.
     *
     * @param detail in the language asked for, French or English
     * @param inputs what was looked at; {@code competing} in it are the messages it lost against
     * @param next the next moment at which it would be possible
     */
    record Verdict(
            Instant at,
            String journey,
            String step,
            String outcome,
            String reason,
            String detail,
            Map<String, Object> inputs,
            Instant next) {}

    @GetMapping("/api/contacts/{userId}")
    Map<String, Object> contact(@PathVariable String userId) {
        Contact contact = known(userId);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("userId", contact.userId());
        answer.put("traits", contact.traits());
        facets.forEach(facet -> facet.of(contact.id()).ifPresent(part -> answer.put(facet.field(), part)));
        answer.put(
                "timeline",
                timeline.newest(contact.id(), TIMELINE).stream()
                        .map(each -> new Moment(each.at(), each.name(), each.properties()))
                        .toList());
        return answer;
    }

    @GetMapping("/api/contacts/{userId}/decisions")
    List<Verdict> decisions(
            @PathVariable String userId, @RequestParam(required = false) String journey, Locale language) {
        return decisions.newest(known(userId).id(), journey, DECISIONS).stream()
                .map(each -> new Verdict(
                        each.at(),
                        each.journey(),
                        each.step(),
                        each.outcome().name().toLowerCase(Locale.ROOT),
                        each.reason(),
                        isFrench(language) && each.french() != null ? each.french() : each.detail(),
                        each.inputs().isEmpty() ? null : each.inputs(),
                        each.next()))
                .toList();
    }

    private static boolean isFrench(Locale language) {
        return Locale.FRENCH.getLanguage().equals(language.getLanguage());
    }

    private Contact known(String userId) {
        return contacts.byUserId(userId)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No contact has the userId '" + userId + "'."));
    }
}
