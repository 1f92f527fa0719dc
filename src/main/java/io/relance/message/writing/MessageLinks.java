package io.relance.message.writing;

import io.relance.message.Links;
import io.relance.message.MeasuringConsent.Allowed;
import io.relance.message.Origin;
import io.relance.message.Questions;
import io.relance.message.link.ShortLinks;
import io.relance.message.link.ShortLinks.ShortLink;
import io.relance.message.writing.Writing.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What stands in a message to measure it: the reader's own links and picture where they allow it, the step's links
 * where they do not.
 */
@Component
class MessageLinks {

    private static final String BODY_END = "</body>";

    private final Links links;
    private final ShortLinks shortLinks;

    MessageLinks(Links links, ShortLinks shortLinks) {
        this.links = links;
        this.shortLinks = shortLinks;
    }

    /** What leads to our own pages is left as it is, so that nobody's click on it is counted. */
    String inMail(Wanted wanted, Allowed allowed, String url) {
        if (links.leadToUs(url)) {
            return url;
        }
        return isTheirs(wanted, allowed)
                ? links.click(wanted.id(), url)
                : links.click(Origin.of(wanted.message()), url);
    }

    /** A short address, added to those that must be kept. */
    String inSms(Wanted wanted, Allowed allowed, String url, List<ShortLink> shortened) {
        if (links.isConfirmation(url)) {
            return url;
        }
        ShortLink link = isTheirs(wanted, allowed)
                ? shortLinks.of(wanted.id(), url)
                : shortLinks.of(Origin.of(wanted.message()), url);
        shortened.add(link);
        return shortLinks.address(link);
    }

    private static boolean isTheirs(Wanted wanted, Allowed allowed) {
        return allowed.clicks() || Questions.isOne(wanted.draft().template());
    }

    /** The mail with the picture at its end, as far as the reader allows it. */
    String withPixel(Wanted wanted, Allowed allowed, String html) {
        if (!allowed.opens() || html == null) {
            return html;
        }
        String pixel = "<img src=\"" + links.pixel(wanted.id())
                + "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">";
        int end = html.lastIndexOf(BODY_END);
        return end < 0 ? html + pixel : html.substring(0, end) + pixel + html.substring(end);
    }
}
