package io.relance.message.link;

import io.relance.message.Origin;
import io.relance.shared.Site;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Short addresses for SMS. */
@Component
public class ShortLinks {

    private final String base;
    private final Seal seal;
    private final ShortLinkTable table;

    ShortLinks(Site site, ShortLinkTable table) {
        base = site.baseUrl().toString().replaceAll("/+$", "");
        seal = new Seal(site.secret(), "short link");
        this.table = table;
    }

    /**
     * What a short address stands for; it leads nowhere until it is kept.
     *
     * @param message whose click it counts; null when its reader is not measured
     * @param origin which step's click it counts instead; null when there is a message
     */
    public record ShortLink(String code, Long message, Origin origin, String url) {}

    /**
     * A short address for SMS that counts a click and leads on to {@code url}. The same message and url give the same
     * code, so that a message tried again says the same.
     */
    public ShortLink of(long message, String url) {
        return new ShortLink(code(message + " " + url), message, null, url);
    }

    /** The same for readers who are not measured: one address for all who get this template from this step. */
    public ShortLink of(Origin origin, String url) {
        return new ShortLink(code(origin + " " + url), null, origin, url);
    }

    private String code(String meaning) {
        byte[] sealed = seal.of(meaning.getBytes(StandardCharsets.UTF_8));
        return Base62.of(ByteBuffer.wrap(sealed).getLong());
    }

    /** What stands in the message. */
    public String address(ShortLink link) {
        return base + "/s/" + link.code();
    }

    /** Keeps addresses, all in one batch; one kept before stays as it is, and one for many readers stays longer. */
    public void keep(Collection<ShortLink> links) {
        table.keep(links);
    }

    /** What a code stands for; empty when unknown. */
    public Optional<ShortLink> find(String code) {
        return table.find(code);
    }
}
