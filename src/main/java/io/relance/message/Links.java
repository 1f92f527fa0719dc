package io.relance.message;

import io.relance.message.link.SealedTokens;
import io.relance.message.link.ShortLinks;
import io.relance.shared.Site;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signed addresses in messages: made here, opened by {@code tracking}. Nothing personal inside. */
@Component
public class Links {

    private final String base;
    private final SealedTokens click;
    private final SealedTokens stepClick;
    private final SealedTokens open;
    private final SealedTokens unsubscribe;
    private final SealedTokens preferences;
    private final SealedTokens confirmation;
    private final ShortLinks shortLinks;

    Links(Site site, ShortLinks shortLinks) {
        base = site.baseUrl().toString().replaceAll("/+$", "");
        click = new SealedTokens(site.secret(), "click");
        stepClick = new SealedTokens(site.secret(), "step click");
        open = new SealedTokens(site.secret(), "open");
        unsubscribe = new SealedTokens(site.secret(), "unsubscribe");
        preferences = new SealedTokens(site.secret(), "preferences");
        confirmation = new SealedTokens(site.secret(), "confirmation");
        this.shortLinks = shortLinks;
    }

    /** A link that was followed. */
    public sealed interface Followed {

        /** Where it leads. */
        String url();
    }

    /** A click on a message's link that leads to {@code url}. */
    public record Click(long message, String url) implements Followed {}

    /** The same by a reader who is not measured: nobody can tell whose. */
    public record StepClick(Origin origin, String url) implements Followed {}

    /** The address that counts a click and leads on to {@code url}. */
    public String click(long message, String url) {
        byte[] address = url.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(Long.BYTES + address.length)
                .putLong(message)
                .put(address)
                .array();
        return base + "/c/" + click.of(payload);
    }

    /** The same for readers who are not measured: one address for all who get this template from this step. */
    public String click(Origin origin, String url) {
        return base + "/c/" + stepClick.of(OriginText.of(origin, url).getBytes(StandardCharsets.UTF_8));
    }

    /** The picture whose fetching shows that the message was opened. */
    public String pixel(long message) {
        return base + "/o/"
                + open.of(ByteBuffer.allocate(Long.BYTES).putLong(message).array()) + ".gif";
    }

    /** Opens a picture's token: the message it stands in; empty when it was not made by us. */
    public Optional<Long> openPixel(String token) {
        return open.open(token)
                .filter(payload -> payload.remaining() == Long.BYTES)
                .map(ByteBuffer::getLong);
    }

    /** The page (GET) and the one-click action (POST, RFC 8058) that unsubscribe from the message's channel. */
    public String unsubscribe(long message) {
        return base + "/u/" + token(unsubscribe, message);
    }

    /** The page where the message's reader chooses what they receive. */
    public String preferences(long message) {
        return base + "/p/" + token(preferences, message);
    }

    /** The page that confirms a consent; the number is {@code consent}'s own. */
    public String confirmation(long asking) {
        return base + "/k/" + token(confirmation, asking);
    }

    /** Whether an address leads to one of our own pages for the reader: a visit there is no click on the message. */
    public boolean leadToUs(String url) {
        return url.startsWith(base + "/u/") || url.startsWith(base + "/p/") || isConfirmation(url);
    }

    /** Whether an address is one that {@link #confirmation} made: it must arrive as it is, counted by nobody. */
    public boolean isConfirmation(String url) {
        return url.startsWith(base + "/k/");
    }

    /** Opens a click token; empty when it was not made by us. */
    public Optional<Followed> openClick(String token) {
        return click.open(token)
                .filter(payload -> payload.remaining() > Long.BYTES)
                .<Followed>map(payload -> new Click(
                        payload.getLong(),
                        StandardCharsets.UTF_8.decode(payload).toString()))
                .or(() -> stepClick
                        .open(token)
                        .flatMap(payload -> OriginText.read(
                                StandardCharsets.UTF_8.decode(payload).toString())));
    }

    /** Opens a short click code; empty when unknown. */
    public Optional<Followed> openShortClick(String code) {
        return shortLinks
                .find(code)
                .map(link -> link.message() == null
                        ? new StepClick(link.origin(), link.url())
                        : new Click(link.message(), link.url()));
    }

    /** Opens an unsubscribe token: the message it stands in; empty when it was not made by us. */
    public Optional<Long> openUnsubscribe(String token) {
        return number(unsubscribe, token);
    }

    /** Opens a preferences token: the message it stands in; empty when it was not made by us. */
    public Optional<Long> openPreferences(String token) {
        return number(preferences, token);
    }

    /** Opens a confirmation token: the asking's number; empty when it was not made by us. */
    public Optional<Long> openConfirmation(String token) {
        return number(confirmation, token);
    }

    private static String token(SealedTokens tokens, long number) {
        return tokens.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static Optional<Long> number(SealedTokens tokens, String token) {
        return tokens.open(token)
                .filter(payload -> payload.remaining() == Long.BYTES)
                .map(ByteBuffer::getLong);
    }
}
