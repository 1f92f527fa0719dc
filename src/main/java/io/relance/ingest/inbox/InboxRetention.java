package io.relance.ingest.inbox;

import io.relance.shared.Retirement;
import java.util.List;
import org.springframework.stereotype.Component;

/** MessageIds are remembered, and events that were set aside kept, for as long as the settings say. */
@Component
class InboxRetention implements Retirement {

    private final InboxSettings settings;

    InboxRetention(InboxSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                new Table("ingest.seen", "received_at", settings.dedupeWindow()),
                new Table("ingest.rejected", "at", settings.rejectedKept()));
    }
}
