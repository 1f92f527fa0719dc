package io.relance.ingest;

import io.relance.ingest.inbox.Inbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows analysts the events that were set aside, so that the shop can mend what it sends. */
@RestController
class RejectedController {

    private static final int LIMIT = 200;

    private final Inbox inbox;

    RejectedController(Inbox inbox) {
        this.inbox = inbox;
    }

    /** An event set aside, newest first. */
    record Rejected(Instant at, String source, String reason, String body) {}

    @GetMapping("/api/intake/rejected")
    List<Rejected> rejected() {
        return inbox.rejected(LIMIT).stream()
                .map(event -> new Rejected(event.at(), event.source(), event.reason(), event.body()))
                .toList();
    }

    /** Carries those again that made sense and could not be recorded. */
    @PostMapping("/api/intake/rejected/retry")
    Map<String, Integer> retry() {
        return Map.of("retried", inbox.carryAgain());
    }
}
