package io.relance.contact;

import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shorthand {@code consents: {"email": true, "sms": false}} among the traits of an identify: each entry is an act of
 * consent at that moment, not a trait.
 */
final class ToldConsents {

    static final String TRAIT = "consents";

    private ToldConsents() {}

    /** The activities it stands for; entries that are neither true nor false say nothing. */
    static List<Acted> activities(Object consents, Identified identified) {
        var told = new ArrayList<Acted>();
        if (consents instanceof Map<?, ?> channels) {
            channels.forEach((channel, answer) -> {
                String yesOrNo = String.valueOf(answer);
                if (yesOrNo.equalsIgnoreCase("true")) {
                    told.add(activity("Consent Given", channel, identified));
                } else if (yesOrNo.equalsIgnoreCase("false")) {
                    told.add(activity("Consent Withdrawn", channel, identified));
                }
            });
        }
        return told;
    }

    private static Acted activity(String name, Object channel, Identified told) {
        Map<String, Object> properties = Map.of("channel", String.valueOf(channel), "source", "api");
        return new Acted(told.who(), told.at(), name, properties, told.source(), told.live());
    }
}
