package io.relance.tracking;

import io.relance.tracking.StepClicks.Count;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The clicks of readers who are not measured, which stand on nobody's timeline. */
@RestController
class StepClicksController {

    private static final int LIMIT = 1000;

    private final StepClicks clicks;

    StepClicksController(StepClicks clicks) {
        this.clicks = clicks;
    }

    /** By step, template and day, the newest first. */
    @GetMapping("/api/tracking/clicks")
    List<Count> of(@RequestParam String journey) {
        return clicks.of(journey, LIMIT);
    }
}
