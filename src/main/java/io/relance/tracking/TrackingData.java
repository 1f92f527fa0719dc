package io.relance.tracking;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Clicks that wait to be judged; those that were are on the timeline. */
@Component
@Order(15)
class TrackingData implements PersonalData {

    @Override
    public List<Held> tables() {
        return List.of(new Held("tracking.click", "t.message = any(:messages)", "at, id"));
    }
}
