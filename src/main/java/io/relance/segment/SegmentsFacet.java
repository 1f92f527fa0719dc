package io.relance.segment;

import io.relance.contact.Facet;
import io.relance.shared.ContactId;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The person's segments, for the API. */
@Component
@Order(20)
class SegmentsFacet implements Facet {

    private final Segments segments;

    SegmentsFacet(Segments segments) {
        this.segments = segments;
    }

    @Override
    public String field() {
        return "segments";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        return Optional.of(List.copyOf(segments.of(contact)));
    }
}
