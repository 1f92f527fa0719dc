package io.relance.tracking;

import io.relance.consent.Topics;
import io.relance.shared.Channel;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The few small pages behind links in messages, in French or English. */
@Component
class LinkPages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

    private final ITemplateEngine templates;

    LinkPages(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** What keeps a link's visit between the person and us: nothing cached, indexed or passed on. */
    static void discreet(HttpHeaders headers) {
        headers.setCacheControl("no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Robots-Tag", "noindex");
    }

    /** 404: the link was not made by us, or is too old. */
    ResponseEntity<String> unknown(HttpServletRequest request) {
        return page(HttpStatus.NOT_FOUND, "unknown", language(request, "fr"), Map.of());
    }

    /** Asks whether to unsubscribe, from all or one topic; its buttons post to the same address. */
    ResponseEntity<String> askToUnsubscribe(
            HttpServletRequest request, Channel channel, String language, Topics topics, String preferences) {
        Locale spoken = language(request, language);
        Map<String, String> names = new LinkedHashMap<>();
        topics.codes().forEach(code -> names.put(code, topics.name(code, spoken.getLanguage())));
        Map<String, Object> facts = linked(preferences);
        facts.put("channel", channel.code());
        facts.put("topics", names);
        return page(HttpStatus.OK, "unsubscribe", spoken, facts);
    }

    /** Says that it is done. */
    ResponseEntity<String> unsubscribed(
            HttpServletRequest request, Channel channel, String language, String preferences) {
        Locale spoken = language(request, language);
        return unsubscribed(spoken, texts(spoken).get("unsubscribed.text." + channel.code()), preferences);
    }

    /** Says that nothing more will be said about this topic. */
    ResponseEntity<String> unsubscribedFromTopic(
            HttpServletRequest request, String language, String topic, String preferences) {
        Locale spoken = language(request, language);
        return unsubscribed(spoken, texts(spoken).get("unsubscribed.topic").replace("{0}", topic), preferences);
    }

    private ResponseEntity<String> unsubscribed(Locale language, String sentence, String preferences) {
        Map<String, Object> facts = linked(preferences);
        facts.put("sentence", sentence);
        return page(HttpStatus.OK, "unsubscribed", language, facts);
    }

    /** 400: the form names a topic that the shop does not have. */
    ResponseEntity<String> unknownTopic(HttpServletRequest request, String language) {
        return page(HttpStatus.BAD_REQUEST, "preferences-refused", language(request, language), Map.of());
    }

    /** What the page says around the button of a topic, as proof. */
    String wordingOfTopic(HttpServletRequest request, String language, String topic) {
        Locale spoken = language(request, language);
        return spoken.getLanguage() + ": " + texts(spoken).get("unsubscribe.topics.note") + " " + topic;
    }

    private static Map<String, Object> linked(String preferences) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("preferences", preferences);
        return facts;
    }

    /** A page from a template, which finds its texts under {@code text}. */
    ResponseEntity<String> page(HttpStatus status, String template, Locale language, Map<String, Object> facts) {
        Context context = new Context(language, facts);
        context.setVariable("text", texts(language));
        return ResponseEntity.status(status)
                .headers(LinkPages::discreet)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                .contentType(HTML)
                .body(templates.process("tracking/" + template, context));
    }

    /** What the browser asks for where we speak it, else the contact's language, else French. */
    static Locale language(HttpServletRequest request, String contacts) {
        String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        Locale spoken = wanted == null ? null : best(wanted);
        if (spoken != null) {
            return spoken;
        }
        return "en".equals(contacts) ? Locale.ENGLISH : Locale.FRENCH;
    }

    private static Locale best(String acceptLanguage) {
        try {
            return Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The pages' texts in French or English, by their keys. */
    static Map<String, String> texts(Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "templates.tracking.texts",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
    }
}
