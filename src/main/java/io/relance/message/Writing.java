package io.relance.message;

import io.relance.contact.Contact;
import io.relance.message.AskAgain.Answer;
import io.relance.message.ShortLinks.ShortLink;
import io.relance.message.content.ForbiddenLink;
import io.relance.message.content.MissingValues;
import io.relance.message.content.Published;
import io.relance.message.content.Rendered;
import io.relance.message.content.Renderer;
import io.relance.message.content.Renderer.Recipient;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import io.relance.shared.Site;
import io.relance.shop.ShopProfile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Fills a message in for its recipient. */
@Component
class Writing {

    private final Templates templates;
    private final Renderer renderer;
    private final MessageWords words;
    private final Links links;
    private final ShopProfile shop;
    private final Sender sender;
    private final Seal seal;

    Writing(
            Templates templates,
            Renderer renderer,
            MessageWords words,
            Links links,
            ShopProfile shop,
            Sender sender,
            Site site) {
        this.templates = templates;
        this.renderer = renderer;
        this.words = words;
        this.links = links;
        this.shop = shop;
        this.sender = sender;
        seal = new Seal(site.secret(), "message id");
    }

    /** What came of filling in: a message to hand over, or why there is none. */
    sealed interface Written {}

    /** Ready; its short links must be kept before it leaves. */
    record Ready(Outgoing outgoing, int templateVersion, List<ShortLink> shortLinks) implements Written {}

    /** It cannot be filled in. */
    record Unwritten(String reason, String detail) implements Written {}

    /** Fills in one; see {@link #write(List)}. */
    Written write(Claimed message, About about) {
        return write(List.of(new Answer(message, about, null))).get(message.id());
    }

    /** Fills a batch in, by message; whatever is wrong with one stays with that one. */
    Map<Long, Written> write(List<Answer> batch) {
        Map<String, Published> published = templates.latest(
                batch.stream().map(each -> each.message().draft().template()).collect(Collectors.toSet()));
        List<Claimed> messages = batch.stream().map(Answer::message).toList();
        Map<Long, Map<String, Object>> others = words.others(messages, published);
        Map<Long, Written> written = new HashMap<>();
        for (Answer each : batch) {
            Draft draft = each.message().draft();
            Published template = published.get(draft.template());
            written.put(
                    each.message().id(),
                    template != null && template.fits(draft.channel())
                            ? fill(
                                    each.message(),
                                    each.about(),
                                    template,
                                    others.get(each.message().id()))
                            : unpublished(draft));
        }
        return written;
    }

    private static Unwritten unpublished(Draft draft) {
        return new Unwritten(
                "content_no_template",
                "The template " + draft.template() + " is not published for "
                        + draft.channel().code() + ".");
    }

    private Written fill(Claimed message, About about, Published template, Map<String, Object> others) {
        String unsubscribe = links.unsubscribe(message.id());
        Map<String, Object> known = words.of(message, about, unsubscribe, others);
        List<ShortLink> shortLinks = new ArrayList<>();
        try {
            Rendered rendered = message.draft().channel() == Channel.SMS
                    ? renderer.sms(template, known, recipient(about, url -> shortened(message, url, shortLinks)))
                    : renderer.mail(template, known, recipient(about, url -> tracked(message, unsubscribe, url)));
            return new Ready(outgoing(message, about, unsubscribe, rendered), template.version(), shortLinks);
        } catch (MissingValues e) {
            return new Unwritten(
                    "content_missing_value", "The template needs what is not there: " + e.getMessage() + ".");
        } catch (ForbiddenLink e) {
            return new Unwritten("content_link", "A link leads where none may: " + e.getMessage() + ".");
        } catch (RuntimeException e) {
            return new Unwritten("content_not_rendered", "The template could not be filled in: " + e.getMessage());
        }
    }

    private Recipient recipient(About about, UnaryOperator<String> lead) {
        Contact contact = about.contact();
        return new Recipient(
                contact.language(),
                contact.zone().orElse(shop.timezone()),
                words.currency(about.cart()),
                shop.url(),
                lead);
    }

    /** What leads to our own unsubscribe page is left as it is, so that nobody's click on it is counted. */
    private String tracked(Claimed message, String unsubscribe, String url) {
        return url.equals(unsubscribe) ? url : links.click(message.id(), url);
    }

    private String shortened(Claimed message, String url, List<ShortLink> shortLinks) {
        ShortLink link = links.shortLink(message.id(), url);
        shortLinks.add(link);
        return links.address(link);
    }

    private Outgoing outgoing(Claimed message, About about, String unsubscribe, Rendered rendered) {
        boolean mail = message.draft().channel() == Channel.EMAIL;
        return new Outgoing(
                message.id(),
                messageId(message.id()),
                about.address(),
                null,
                rendered.subject(),
                rendered.html(),
                rendered.text(),
                mail ? headers(message, unsubscribe) : Map.of(),
                about.at());
    }

    /** The same for ever: what is sent again is sent as the same message. */
    String messageId(long id) {
        byte[] mark = Arrays.copyOf(seal.of(Long.toString(id).getBytes(StandardCharsets.UTF_8)), 10);
        return "<" + Long.toString(id, 36) + "." + new BigInteger(1, mark).toString(36) + "@" + sender.domain() + ">";
    }

    private Map<String, String> headers(Claimed message, String unsubscribe) {
        Map<String, String> headers = new LinkedHashMap<>();
        Draft draft = message.draft();
        headers.put("List-Unsubscribe", "<" + unsubscribe + ">");
        if (draft.messageClass() == MessageClass.MARKETING) {
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        String journey = draft.step() == null ? "none" : draft.step().journey();
        headers.put(
                "Feedback-ID",
                draft.template() + ":" + journey + ":" + draft.messageClass().code() + ":relance");
        return headers;
    }
}
