package io.relance.journey.gate;

import io.relance.consent.Topics;
import io.relance.loyalty.Coupons;
import io.relance.message.Templates;
import io.relance.segment.Segments;
import io.relance.shared.Channel;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What exists for diagrams to refer to. */
@Component
class References {

    private final Templates templates;
    private final Coupons coupons;
    private final Topics topics;
    private final Segments segments;

    References(@Lazy Templates templates, @Lazy Coupons coupons, @Lazy Topics topics, @Lazy Segments segments) {
        this.segments = segments;
        this.templates = templates;
        this.coupons = coupons;
        this.topics = topics;
    }

    boolean hasTopic(String topic) {
        return topics.exists(topic);
    }

    List<String> topics() {
        return topics.codes();
    }

    boolean hasTemplate(String template, Channel channel) {
        return templates.exists(template, channel);
    }

    boolean hasOffer(String offer) {
        return coupons.hasOffer(offer);
    }

    /** What is wrong with asking for that segment; empty when nothing is. */
    Optional<String> problemOfSegment(String segment) {
        return segments.problem(segment);
    }

    boolean hasDecision(String decision) {
        return Context.getCommandContext().getDecisionDefinitionManager().findLatestDecisionDefinitionByKey(decision)
                != null;
    }

    boolean hasForm(String form) {
        return Context.getCommandContext().getCamundaFormDefinitionManager().findLatestDefinitionByKey(form) != null;
    }
}
