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
    private final ShortLinks shortLinks;

    Links(Site site, ShortLinks shortLinks) {
        base = site.baseUrl().toString().replaceAll("/+$", "");
        click = new SealedTokens(site.secret(), "click");
        stepClick = new SealedTokens(site.secret(), "step click");
        open = new SealedTokens(site.secret(), "open");
        unsubscribe = new SealedTokens(site.secret(), "unsubscribe");
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
        return base + "/u/"
                + unsubscribe.of(
                        ByteBuffer.allocate(Long.BYTES).putLong(message).array());
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
        return unsubscribe
                .open(token)
                .filter(payload -> payload.remaining() == Long.BYTES)
                .map(ByteBuffer::getLong);
    }
}
