package io.relance.tracking;

import io.relance.consent.Topics;
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
    private final Topics topics;
    private final Unsubscribing unsubscribing;
    private final LinkClicks clicks;
    private final LinkPages pages;
    private final Clock clock;

    UnsubscribeController(
            Links links,
            Messages messages,
            Contacts contacts,
            Topics topics,
            Unsubscribing unsubscribing,
            LinkClicks clicks,
            LinkPages pages,
            Clock clock) {
        this.links = links;
        this.messages = messages;
        this.contacts = contacts;
        this.topics = topics;
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
        return known.map(message -> pages.askToUnsubscribe(
                        request, message.channel(), language(message), topics, links.preferences(message.id())))
                .orElseGet(() -> pages.unknown(request));
    }

    @PostMapping("/u/{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token, HttpServletRequest request) {
        Optional<Message> message = message(token);
        if (message.isEmpty()) {
            return pages.unknown(request);
        }
        boolean oneClick = request.getParameter("List-Unsubscribe") != null;
        String topic = request.getParameter("topic");
        if (topic != null && !oneClick) {
            return unsubscribe(message.get(), topic, request);
        }
        // Not bound by Spring: whoever posts is unsubscribed, however broken the form around it is.
        unsubscribing.unsubscribe(message.get(), oneClick ? "one_click" : "page");
        return pages.unsubscribed(
                request,
                message.get().channel(),
                language(message.get()),
                links.preferences(message.get().id()));
    }

    /** From one topic only, by a button of the page; a topic the shop does not have changes nothing. */
    private ResponseEntity<String> unsubscribe(Message message, String topic, HttpServletRequest request) {
        String language = language(message);
        if (!topics.exists(topic)) {
            return pages.unknownTopic(request, language);
        }
        String name = topics.name(topic, LinkPages.language(request, language).getLanguage());
        unsubscribing.unsubscribe(message, topic, pages.wordingOfTopic(request, language, name));
        return pages.unsubscribedFromTopic(request, language, name, links.preferences(message.id()));
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
