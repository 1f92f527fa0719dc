package io.relance.message.content;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Fills templates in. A parsed template is not thread-safe, so every thread keeps parsed copies of its own, the most
 * recently used ones.
 */
@Component
public class Renderer {

    private static final int KEPT = 64;
    private static final Pattern WEB = Pattern.compile("https?://[^\\s\\p{Cntrl}]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final ThreadLocal<Map<String, ParsedText>> parsed = ThreadLocal.withInitial(Kept::new);

    /**
     * Whom a message is for and where its links lead.
     *
     * @param currency of amounts that name none
     * @param links what replaces a link ({@code https}, {@code mailto} or a path of the shop); throws nothing
     */
    public record Recipient(
            String language, ZoneId zone, String currency, String shopUrl, UnaryOperator<String> links) {}

    /** The e-mail; throws {@link MissingValues} or {@link ForbiddenLink}, which concern this recipient only. */
    public Rendered mail(Published template, Map<String, Object> words, Recipient recipient) {
        var text = template.mail(recipient.language()).orElseThrow();
        RenderContext html = context(text, recipient, true);
        RenderContext plain = context(text, recipient, false);
        String subject = fill(text.subject(), words, plain);
        String htmlPart = fill(text.html(), words, html);
        String textPart = fill(text.plain(), words, plain);
        html.missing.addAll(plain.missing);
        check(html);
        return new Rendered(
                BLANKS.matcher(subject).replaceAll(" ").strip(),
                LinkMarks.replace(htmlPart, link -> Html.escape(lead(Html.unescape(link), recipient))),
                LinkMarks.replace(PlainText.tidy(textPart), link -> lead(link, recipient)));
    }

    /** The SMS; throws as {@link #mail}. */
    public Rendered sms(Published template, Map<String, Object> words, Recipient recipient) {
        var text = template.sms(recipient.language()).orElseThrow();
        RenderContext plain = context(text, recipient, false);
        String textPart = fill(text.plain(), words, plain);
        check(plain);
        String said = textPart.replaceAll("\\s*\\n\\s*", "\n").strip();
        return new Rendered(null, null, LinkMarks.replace(said, link -> lead(link, recipient)));
    }

    private static RenderContext context(Published.Text text, Recipient recipient, boolean html) {
        return new RenderContext(html, RenderContext.locale(text.language()), recipient.zone(), recipient.currency());
    }

    private String fill(String liquid, Map<String, Object> words, RenderContext render) {
        return parsed.get().computeIfAbsent(liquid, ParsedText::new).render(words, render);
    }

    private static void check(RenderContext render) {
        if (!render.missing.isEmpty()) {
            throw new MissingValues(render.missing);
        }
    }

    private static String lead(String link, Recipient recipient) {
        String address = link.strip();
        if (address.startsWith("/") && !address.startsWith("//")) {
            address = withoutSlash(recipient.shopUrl()) + address;
        }
        if (address.startsWith("mailto:")) {
            return address;
        }
        if (!WEB.matcher(address).matches()) {
            throw new ForbiddenLink(address);
        }
        return recipient.links().apply(address);
    }

    private static String withoutSlash(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    /** The most recently used parsed texts of one thread, by their source. */
    private static final class Kept extends LinkedHashMap<String, ParsedText> {

        private static final long serialVersionUID = 1L;

        Kept() {
            super(KEPT, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ParsedText> eldest) {
            return size() > KEPT;
        }
    }
}
