package io.relance.consent;

import io.relance.contact.NewActivity;
import io.relance.contact.Rights;
import io.relance.contact.Timeline;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person objects, or what keeps us from an erased person's address is lifted: on record, each. */
@Component
class Objections {

    private static final String SOURCE = "rights";
    private static final String ERASED = "erased";

    private final Timeline timeline;
    private final Suppressions suppressions;
    private final Rights rights;
    private final Clock clock;

    Objections(Timeline timeline, Suppressions suppressions, Rights rights, Clock clock) {
        this.timeline = timeline;
        this.suppressions = suppressions;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * Withdraws these consents, given or not; what is queued or held for the person is asked again before it leaves, and
     * does not. Answers the number on record.
     */
    @Transactional
    long object(ContactId contact, Collection<ConsentTopic> topics, String by) {
        Instant now = clock.instant();
        timeline.record(topics.stream()
                .map(topic -> new NewActivity(
                        contact,
                        now,
                        "Consent Withdrawn",
                        Map.of("channel", topic.code(), "source", "objection"),
                        SOURCE,
                        true))
                .toList());
        var counts = new TreeMap<String, Integer>();
        topics.forEach(topic -> counts.put(topic.code(), 1));
        return rights.done(Rights.Kind.OBJECTION, contact, by, counts);
    }

    /** Lets an erased person's address be written to again, as far as their consents go; answers the channels. */
    @Transactional
    List<String> lift(String email, String phone, String by) {
        Instant now = clock.instant();
        var counts = new TreeMap<String, Integer>();
        lift(Channel.EMAIL, email, now, counts);
        lift(Channel.SMS, phone, now, counts);
        lift(Channel.PHONE, phone, now, counts);
        if (!counts.isEmpty()) {
            rights.done(Rights.Kind.LIFT, null, by, counts);
        }
        return List.copyOf(counts.keySet());
    }

    private void lift(Channel channel, String address, Instant now, Map<String, Integer> counts) {
        if (address != null && suppressions.lift(channel, address, ERASED, now, SOURCE)) {
            counts.put(channel.code(), 1);
        }
    }
}
