package io.relance.message;

import io.relance.shared.Channel;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The published message templates; a version once published stays. */
@Component
public class Templates {

    /** Whether a template is published for this channel. */
    public boolean exists(String template, Channel channel) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks and publishes one template from its files.
     *
     * @param files file name ({@code fr.mjml}, {@code en.sms.liquid}) → source
     * @return what is wrong, each a sentence naming file and place; empty when published or unchanged
     */
    public List<String> publish(String template, Map<String, String> files) {
        throw new UnsupportedOperationException();
    }
}
