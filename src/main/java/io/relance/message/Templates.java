package io.relance.message;

import io.relance.message.template.PublishedTemplates;
import io.relance.shared.Channel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The published message templates; a version once published stays. */
@Component
public class Templates {

    private final PublishedTemplates published;

    Templates(PublishedTemplates published) {
        this.published = published;
    }

    /** Whether a template is published for this channel. */
    public boolean exists(String template, Channel channel) {
        return published.exists(template, channel);
    }

    /**
     * Checks and publishes one template from its files. A new {@code _layout} publishes anew what is set into it.
     *
     * @param files file name ({@code fr.mjml}, {@code en.sms.liquid}) → source
     * @return what is wrong, each a sentence naming file and place; empty when published or unchanged
     */
    public List<String> publish(String template, Map<String, String> files) {
        return published.publish(template, files);
    }

    /** Which parts of a word ({@code contact.inSegment}) the latest versions ask for, by template; who asks none is missing. */
    public Map<String, Set<String>> reading(String word) {
        return published.reading(word);
    }

    /** The latest version's number; 0 when there is none. */
    public int version(String template) {
        return published.version(template);
    }
}
