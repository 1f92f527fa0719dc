package io.relance.tracking;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.message.Links;
import io.relance.message.Message;
import io.relance.message.Messages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The unsubscribe link (RFC 8058): POST unsubscribes, GET asks, HEAD does nothing. */
@RestController
class UnsubscribeController {

    private static final Logger log = LoggerFactory.getLogger(UnsubscribeController.class);

    private final Links links;
    private final Messages messages;
    private final Contacts contacts;
    private final Unsubscribing unsubscribing;
    private final LinkClicks clicks;
    private final LinkPages pages;
    private final Clock clock;

    UnsubscribeController(
            Links links,
            Messages messages,
            Contacts contacts,
            Unsubscribing unsubscribing,
            LinkClicks clicks,
            LinkPages pages,
            Clock clock) {
        this.links = links;
        this.messages = messages;
        this.contacts = contacts;
        this.unsubscribing = unsubscribing;
        this.clicks = clicks;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/u/{token}")
    ResponseEntity<String> ask(@PathVariable String token, HttpServletRequest request) {
        Optional<Message> known = message(token);
        if (request.getMethod().equals("GET")) {
            known.ifPresent(message -> looked(message, request));
        }
        return known.map(message -> pages.askToUnsubscribe(request, message.channel(), language(message)))
                .orElseGet(() -> pages.unknown(request));
    }

    @PostMapping("/u/{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token, HttpServletRequest request) {
        Optional<Message> message = message(token);
        if (message.isEmpty()) {
            return pages.unknown(request);
        }
        // Not bound by Spring: whoever posts is unsubscribed, however broken the form around it is.
        unsubscribing.unsubscribe(
                message.get(), request.getParameter("List-Unsubscribe") == null ? "page" : "one_click");
        return pages.unsubscribed(request, message.get().channel(), language(message.get()));
    }

    /** The page is shown whether or not we could write it down. */
    private void looked(Message message, HttpServletRequest request) {
        try {
            clicks.lookedAtWayOut(message, Visit.of(request, clock.instant()));
        } catch (RuntimeException e) {
            log.error("a look at the page that unsubscribes was not noted", e);
        }
    }

    private Optional<Message> message(String token) {
        return links.openUnsubscribe(token).flatMap(messages::find);
    }

    private String language(Message message) {
        return contacts.find(message.contact()).map(Contact::language).orElse("fr");
    }
}
