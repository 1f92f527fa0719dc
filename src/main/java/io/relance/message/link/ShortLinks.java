package io.relance.message.link;

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

    /** What a short address stands for; it leads nowhere until it is kept. */
    public record ShortLink(String code, long message, String url) {}

    /**
     * A short address for SMS that counts a click and leads on to {@code url}. The same message and url give the same
     * code, so that a message tried again says the same.
     */
    public ShortLink of(long message, String url) {
        byte[] sealed = seal.of((message + " " + url).getBytes(StandardCharsets.UTF_8));
        return new ShortLink(Base62.of(ByteBuffer.wrap(sealed).getLong()), message, url);
    }

    /** What stands in the message. */
    public String address(ShortLink link) {
        return base + "/s/" + link.code();
    }

    /** Keeps addresses, all in one batch; one kept before stays as it is. */
    public void keep(Collection<ShortLink> links) {
        table.keep(links);
    }

    /** What a code stands for; empty when unknown. */
    public Optional<ShortLink> find(String code) {
        return table.find(code);
    }
}
