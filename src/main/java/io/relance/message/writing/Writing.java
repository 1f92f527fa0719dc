package io.relance.message.writing;

import static io.relance.message.MeasuringConsent.Allowed.NOTHING;

import io.relance.contact.Contact;
import io.relance.message.Draft;
import io.relance.message.Links;
import io.relance.message.MeasuringConsent;
import io.relance.message.MeasuringConsent.Allowed;
import io.relance.message.Message;
import io.relance.message.content.ForbiddenLink;
import io.relance.message.content.MissingValues;
import io.relance.message.content.Published;
import io.relance.message.content.Rendered;
import io.relance.message.content.Renderer;
import io.relance.message.content.Renderer.Recipient;
import io.relance.message.content.SmsSegments;
import io.relance.message.link.MessageIds;
import io.relance.message.link.ShortLinks.ShortLink;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import io.relance.message.template.PublishedTemplates;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.Site;
import io.relance.shop.ShopProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Fills a message in for its recipient. */
@Component
public class Writing {

    private final PublishedTemplates templates;
    private final Renderer renderer;
    private final MessageWords words;
    private final Links links;
    private final MessageLinks messageLinks;
    private final MeasuringConsent measuring;
    private final SmsSettings sms;
    private final ShopProfile shop;
    private final MessageIds messageIds;

    Writing(
            PublishedTemplates templates,
            Renderer renderer,
            MessageWords words,
            Links links,
            MessageLinks messageLinks,
            MeasuringConsent measuring,
            SmsSettings sms,
            ShopProfile shop,
            Sender sender,
            Site site) {
        this.templates = templates;
        this.renderer = renderer;
        this.words = words;
        this.links = links;
        this.messageLinks = messageLinks;
        this.measuring = measuring;
        this.sms = sms;
        this.shop = shop;
        messageIds = new MessageIds(site.secret(), sender.domain());
    }

    /** A message to be filled in, and what it is about now. */
    public record Wanted(Message message, Draft draft, About about) {

        long id() {
            return message.id();
        }

        /** The person as they are now, whoever they were when it was queued. */
        ContactId reader() {
            return about.contact().id();
        }
    }

    /** What came of filling in: a message to hand over, or why there is none. */
    public sealed interface Written {}

    /** Ready; its short links must be kept before it leaves. {@code segments} are an SMS's parts, 0 for an e-mail. */
    public record Ready(Outgoing outgoing, int templateVersion, int segments, List<ShortLink> shortLinks)
            implements Written {}

    /** It cannot be filled in. */
    public record Unwritten(String reason, String detail, String french) implements Written {}

    /** Fills in one; see {@link #write(List)}. */
    public Written write(Wanted wanted) {
        return write(List.of(wanted)).get(wanted.id());
    }

    /** Fills a batch in, by message; whatever is wrong with one stays with that one. */
    public Map<Long, Written> write(List<Wanted> batch) {
        Map<String, Published> published = templates.latest(
                batch.stream().map(each -> each.draft().template()).collect(Collectors.toSet()));
        Map<Long, Map<String, Object>> others = words.others(batch, published);
        Map<ContactId, Allowed> allowed = allowed(batch);
        Map<Long, Written> written = new HashMap<>();
        for (Wanted each : batch) {
            Draft draft = each.draft();
            Published template = published.get(draft.template());
            written.put(
                    each.id(),
                    template != null && template.fits(draft.channel())
                            ? fill(each, template, others.get(each.id()), allowed.getOrDefault(each.reader(), NOTHING))
                            : unpublished(draft));
        }
        return written;
    }

    private Map<ContactId, Allowed> allowed(List<Wanted> batch) {
        return batch.isEmpty()
                ? Map.of()
                : measuring.of(batch.stream().map(Wanted::reader).collect(Collectors.toSet()));
    }

    private static Unwritten unpublished(Draft draft) {
        return new Unwritten(
                "content_no_template",
                "The template " + draft.template() + " is not published for "
                        + draft.channel().code() + ".",
                "Le modèle " + draft.template() + " n’est pas publié pour "
                        + draft.channel().code() + ".");
    }

    private Written fill(Wanted wanted, Published template, Map<String, Object> others, Allowed allowed) {
        About about = wanted.about();
        String unsubscribe = links.unsubscribe(wanted.id());
        Map<String, Object> known = words.of(wanted, unsubscribe, links.preferences(wanted.id()), others);
        try {
            if (wanted.draft().channel() == Channel.SMS) {
                return text(wanted, template, known, allowed);
            }
            Rendered mail =
                    renderer.mail(template, known, recipient(about, url -> messageLinks.inMail(wanted, allowed, url)));
            String html = messageLinks.withPixel(wanted, allowed, mail.html());
            Rendered measured = new Rendered(mail.subject(), html, mail.text());
            return new Ready(outgoing(wanted, unsubscribe, measured), template.version(), 0, List.of());
        } catch (MissingValues e) {
            return new Unwritten(
                    "content_missing_value",
                    "The template needs what is not there: " + e.getMessage() + ".",
                    "Le modèle a besoin de ce qui n’est pas là : « " + e.getMessage() + " ».");
        } catch (ForbiddenLink e) {
            return new Unwritten(
                    "content_link",
                    "A link leads where none may: " + e.getMessage() + ".",
                    "Un lien mène où aucun ne doit mener : « " + e.getMessage() + " ».");
        } catch (RuntimeException e) {
            return new Unwritten(
                    "content_not_rendered",
                    "The template could not be filled in: " + e.getMessage(),
                    "Le modèle n’a pas pu être rempli : « " + e.getMessage() + " ».");
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

    /** Every marketing text says how to end them, and what that takes is counted. */
    private Ready text(Wanted wanted, Published template, Map<String, Object> known, Allowed allowed) {
        List<ShortLink> shortened = new ArrayList<>();
        About about = wanted.about();
        Rendered text = renderer.sms(
                template, known, recipient(about, url -> messageLinks.inSms(wanted, allowed, url, shortened)));
        String language = about.contact().language();
        boolean mention = wanted.draft().messageClass() == MessageClass.MARKETING && !template.mentionsStop(language);
        String said = mention ? text.text() + " " + sms.stopText(template.language(language)) : text.text();
        Outgoing outgoing = outgoing(wanted, null, new Rendered(null, null, said));
        return new Ready(outgoing, template.version(), SmsSegments.count(said), shortened);
    }

    private Outgoing outgoing(Wanted wanted, String unsubscribe, Rendered rendered) {
        boolean mail = wanted.draft().channel() == Channel.EMAIL;
        return new Outgoing(
                wanted.id(),
                messageId(wanted.id()),
                wanted.about().address(),
                null,
                rendered.subject(),
                rendered.html(),
                rendered.text(),
                mail ? headers(wanted, unsubscribe) : Map.of(),
                wanted.about().at());
    }

    /** The same for ever: what is sent again is sent as the same message. */
    public String messageId(long id) {
        return messageIds.of(id);
    }

    private Map<String, String> headers(Wanted wanted, String unsubscribe) {
        Map<String, String> headers = new LinkedHashMap<>();
        Draft draft = wanted.draft();
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
