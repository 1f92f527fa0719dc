package io.relance.tracking;

import io.relance.consent.Asking;
import io.relance.consent.Confirmations;
import io.relance.consent.Confirmations.Standing;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.message.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The link that confirms a consent: GET asks, its button posts; whoever only opens links confirms nothing. */
@RestController
class ConfirmController {

    private final Links links;
    private final Confirmations confirmations;
    private final Confirming confirming;
    private final Contacts contacts;
    private final LinkPages pages;

    ConfirmController(
            Links links, Confirmations confirmations, Confirming confirming, Contacts contacts, LinkPages pages) {
        this.links = links;
        this.confirmations = confirmations;
        this.confirming = confirming;
        this.contacts = contacts;
        this.pages = pages;
    }

    @GetMapping("/k/{token}")
    ResponseEntity<String> ask(@PathVariable String token, HttpServletRequest request) {
        Asking asking = asking(token).orElse(null);
        return asking == null
                ? pages.unknown(request)
                : page(request, asking, confirmations.standing(asking), "confirm");
    }

    @PostMapping("/k/{token}")
    ResponseEntity<String> confirm(@PathVariable String token, HttpServletRequest request) {
        Asking asking = asking(token).orElse(null);
        if (asking == null) {
            return pages.unknown(request);
        }
        Locale language = language(request, asking);
        Map<String, String> text = LinkPages.texts(language);
        String wording = language.getLanguage() + ": "
                + text.get("confirm.text." + asking.channel().code()).replace("{0}", masked(asking)) + " "
                + text.get("confirm.button");
        return page(request, asking, confirming.confirm(asking, wording), "confirmed");
    }

    /** Kept askings only: one that was erased leads nowhere. */
    private Optional<Asking> asking(String token) {
        return links.openConfirmation(token).flatMap(confirmations::find);
    }

    private ResponseEntity<String> page(HttpServletRequest request, Asking asking, Standing standing, String whenOpen) {
        Locale language = language(request, asking);
        return switch (standing) {
            case OPEN -> said(language, asking, whenOpen);
            case GRANTED -> said(language, asking, "confirmed");
            case EXPIRED -> pages.page(HttpStatus.GONE, "expired", language, why(language, "expired.text"));
            case OUTDATED -> pages.page(HttpStatus.GONE, "expired", language, why(language, "outdated.text"));
        };
    }

    private static Map<String, Object> why(Locale language, String key) {
        return Map.of("why", LinkPages.texts(language).get(key));
    }

    private ResponseEntity<String> said(Locale language, Asking asking, String template) {
        Map<String, String> text = LinkPages.texts(language);
        Map<String, Object> facts = new HashMap<>();
        facts.put(
                "sentence",
                text.get(template + ".text." + asking.channel().code()).replace("{0}", masked(asking)));
        facts.put("preferences", asking.message() == null ? null : links.preferences(asking.message()));
        return pages.page(HttpStatus.OK, template, language, facts);
    }

    private static String masked(Asking asking) {
        return Masked.of(asking.channel(), asking.address());
    }

    private Locale language(HttpServletRequest request, Asking asking) {
        String known = contacts.find(asking.contact()).map(Contact::language).orElse("fr");
        return LinkPages.language(request, known);
    }
}
