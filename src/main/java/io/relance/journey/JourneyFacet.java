package io.relance.journey;

import io.relance.contact.Facet;
import io.relance.journey.run.Enrolments;
import io.relance.shared.ContactId;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The contact's journeys, in the contact's page and API. */
@Component
@Order(40)
class JourneyFacet implements Facet {

    private final Enrolments enrolments;

    JourneyFacet(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    @Override
    public String field() {
        return "journeys";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        return Optional.of(enrolments.describe(contact));
    }
}
