package io.relance.tracking;

import io.relance.consent.Topics;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.message.Links;
import io.relance.message.Message;
import io.relance.message.Messages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The preferences link: GET shows what stands, POST changes it. Who has the link may; nobody logs in. */
@RestController
class PreferencesController {

    private final Links links;
    private final Messages messages;
    private final Contacts contacts;
    private final Topics topics;
    private final PreferenceCentre centre;
    private final PreferencePages pages;
    private final LinkPages others;

    PreferencesController(
            Links links,
            Messages messages,
            Contacts contacts,
            Topics topics,
            PreferenceCentre centre,
            PreferencePages pages,
            LinkPages others) {
        this.links = links;
        this.messages = messages;
        this.contacts = contacts;
        this.topics = topics;
        this.centre = centre;
        this.pages = pages;
        this.others = others;
    }

    @GetMapping("/p/{token}")
    ResponseEntity<String> show(@PathVariable String token, HttpServletRequest request) {
        return message(token)
                .flatMap(this::reader)
                .map(person -> pages.page(request, person, null))
                .orElseGet(() -> others.unknown(request));
    }

    @PostMapping("/p/{token}")
    ResponseEntity<String> save(@PathVariable String token, HttpServletRequest request) {
        Message message = message(token).orElse(null);
        Contact person = Optional.ofNullable(message).flatMap(this::reader).orElse(null);
        if (person == null) {
            return others.unknown(request);
        }
        PreferenceForm form =
                PreferenceForm.of(request.getParameterMap(), topics).orElse(null);
        if (form == null) {
            return pages.refused(request, person);
        }
        boolean changed = centre.save(message, form);
        return pages.page(request, reader(message).orElse(person), changed ? "preferences.saved" : "preferences.same");
    }

    private Optional<Message> message(String token) {
        return links.openPreferences(token).flatMap(messages::find);
    }

    private Optional<Contact> reader(Message message) {
        return contacts.find(message.contact());
    }
}
