package io.relance.message;

import io.relance.message.ShortLinks.ShortLink;
import io.relance.shared.Site;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signed addresses in messages: made here, opened by {@code tracking}. Nothing personal inside. */
@Component
public class Links {

    private static final int SEAL = 16;

    private final String base;
    private final Seal click;
    private final Seal unsubscribe;
    private final Seal shortCode;
    private final ShortLinks shortLinks;

    Links(Site site, ShortLinks shortLinks) {
        base = site.baseUrl().toString().replaceAll("/+$", "");
        click = new Seal(site.secret(), "click");
        unsubscribe = new Seal(site.secret(), "unsubscribe");
        shortCode = new Seal(site.secret(), "short link");
        this.shortLinks = shortLinks;
    }

    /** A click on a message's link that leads to {@code url}. */
    public record Click(long message, String url) {}

    /** The address that counts a click and leads on to {@code url}. */
    public String click(long message, String url) {
        byte[] address = url.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(Long.BYTES + address.length)
                .putLong(message)
                .put(address)
                .array();
        return base + "/c/" + token(click, payload);
    }

    /**
     * A short address for SMS that counts a click and leads on to {@code url}. The same message and url give the same
     * code, so that a message tried again says the same.
     */
    ShortLink shortLink(long message, String url) {
        byte[] seal = shortCode.of((message + " " + url).getBytes(StandardCharsets.UTF_8));
        return new ShortLink(Base62.of(ByteBuffer.wrap(seal).getLong()), message, url);
    }

    /** What stands in the message. */
    String address(ShortLink link) {
        return base + "/s/" + link.code();
    }

    /** The page (GET) and the one-click action (POST, RFC 8058) that unsubscribe from the message's channel. */
    public String unsubscribe(long message) {
        return base + "/u/"
                + token(
                        unsubscribe,
                        ByteBuffer.allocate(Long.BYTES).putLong(message).array());
    }

    /** Opens a click token; empty when it was not made by us. */
    public Optional<Click> openClick(String token) {
        return open(click, token)
                .filter(payload -> payload.remaining() > Long.BYTES)
                .map(payload -> new Click(
                        payload.getLong(),
                        StandardCharsets.UTF_8.decode(payload).toString()));
    }

    /** Opens a short click code; empty when unknown. */
    public Optional<Click> openShortClick(String code) {
        return shortLinks.find(code).map(link -> new Click(link.message(), link.url()));
    }

    /** Opens an unsubscribe token: the message it stands in; empty when it was not made by us. */
    public Optional<Long> openUnsubscribe(String token) {
        return open(unsubscribe, token)
                .filter(payload -> payload.remaining() == Long.BYTES)
                .map(ByteBuffer::getLong);
    }

    private static String token(Seal seal, byte[] payload) {
        byte[] token = ByteBuffer.allocate(SEAL + payload.length)
                .put(seal.of(payload), 0, SEAL)
                .put(payload)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static Optional<ByteBuffer> open(Seal seal, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (bytes.length <= SEAL) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(bytes, SEAL, bytes.length);
        byte[] made = Arrays.copyOf(seal.of(payload), SEAL);
        boolean ours = MessageDigest.isEqual(made, Arrays.copyOf(bytes, SEAL));
        return ours ? Optional.of(ByteBuffer.wrap(payload)) : Optional.empty();
    }
}
