package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Learns from the timeline what people allow. */
@Component
class LearnConsents {

    /** How one may write to who bought (CPCE L. 34-5); calling them needs a yes. */
    private static final List<ConsentTopic> SOFT = List.of(ConsentTopic.EMAIL, ConsentTopic.SMS);

    private final Consents consents;
    private final Confirmations confirmations;
    private final ConsentSettings settings;

    LearnConsents(Consents consents, Confirmations confirmations, ConsentSettings settings) {
        this.consents = consents;
        this.confirmations = confirmations;
        this.settings = settings;
    }

    @EventListener
    @Order(20)
    void on(ActivitiesRecorded recorded) {
        List<Act> acts = new ArrayList<>();
        Map<Act, Boolean> unconfirmed = new LinkedHashMap<>();
        for (Activity each : recorded.activities()) {
            for (Act act : acts(each)) {
                if (settings.mustBeConfirmed(act)) {
                    unconfirmed.put(act, each.live());
                } else {
                    acts.add(act);
                }
            }
        }
        if (!acts.isEmpty()) {
            consents.apply(acts);
        }
        if (!unconfirmed.isEmpty()) {
            confirmations.ask(unconfirmed);
        }
    }

    @EventListener
    @Order(20)
    void on(ContactsMerged merged) {
        consents.merge(merged.from(), merged.into());
    }

    static List<Act> acts(Activity activity) {
        if (activity.isCalled("Consent Given")) {
            return said(activity, State.GRANTED, "consent").stream().toList();
        }
        if (activity.isCalled("Consent Withdrawn")) {
            return said(activity, State.WITHDRAWN, "objection").stream().toList();
        }
        return activity.isCalled("Order Completed")
                ? SOFT.stream().map(topic -> customer(activity, topic)).toList()
                : List.of();
    }

    private static Optional<Act> said(Activity activity, State state, String basis) {
        String source = text(activity, "source").orElse(activity.source());
        return text(activity, "channel")
                .flatMap(ConsentTopic::of)
                .map(topic -> new Act(
                        activity.contact(),
                        topic,
                        state,
                        basis,
                        activity.at(),
                        source,
                        text(activity, "wording").orElse(null),
                        proof(activity),
                        activity.source()));
    }

    /** Who bought may be written to about similar things until they object; an order of long ago counts too. */
    private static Act customer(Activity activity, ConsentTopic topic) {
        return new Act(
                activity.contact(),
                topic,
                State.SOFT_OPT_IN,
                "earlier_order",
                activity.at(),
                "order",
                null,
                proof(activity),
                activity.source());
    }

    private static String proof(Activity activity) {
        return "activity " + activity.id();
    }

    private static Optional<String> text(Activity activity, String property) {
        Object value = activity.properties().get(property);
        return value instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }
}
