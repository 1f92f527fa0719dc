package io.relance.pressure.ledger;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.pressure.MayBeSpokenTo;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Learns from the timeline who is not to be spoken to for now, and who may be again. */
@Component
public class Silences {

    /** How a call ends whose person does not want to be called. */
    private static final Set<String> REFUSALS = Set.of("not_interested", "refused");

    private static final String UNNAMED = "";

    private final SilenceRows rows;
    private final ApplicationEventPublisher events;

    Silences(SilenceRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    /** Why somebody is not spoken to. */
    public enum Kind {
        /** A support case is open. */
        CASE,
        /** They refused to be called. */
        REFUSED_CALL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** When the latest of each kind began, of many in one read; who has none is missing. */
    public Map<ContactId, Map<Kind, Instant>> of(Collection<ContactId> people) {
        return rows.of(people);
    }

    @EventListener
    @Order(20)
    void on(ActivitiesRecorded recorded) {
        recorded.activities().forEach(this::learn);
    }

    private void learn(Activity activity) {
        if (activity.isCalled("Support Requested")) {
            rows.begin(
                    activity.contact(),
                    Kind.CASE,
                    Objects.requireNonNullElse(ticket(activity), UNNAMED),
                    activity.at());
        } else if (activity.isCalled("Support Solved")) {
            solved(activity);
        } else if (isRefusedCall(activity)) {
            rows.begin(activity.contact(), Kind.REFUSED_CALL, UNNAMED, activity.at());
        }
    }

    /** One that names no case ends them all. */
    private void solved(Activity activity) {
        if (rows.end(activity.contact(), Kind.CASE, ticket(activity), activity.at())) {
            events.publishEvent(new MayBeSpokenTo(activity.contact(), activity.at()));
        }
    }

    private static boolean isRefusedCall(Activity activity) {
        return activity.isCalled("Call Refused")
                || activity.isCalled("Task Completed")
                        && "phone".equals(activity.properties().get("channel"))
                        && REFUSALS.contains(
                                String.valueOf(activity.properties().get("outcome")));
    }

    private static String ticket(Activity activity) {
        return Stream.of("case_id", "ticket_id", "id")
                .map(activity.properties()::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    @EventListener
    @Order(50)
    void on(ContactsMerged merged) {
        rows.move(merged.from(), merged.into());
    }
}
