package io.relance.ingest;

import io.relance.ingest.inbox.EventKind;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The addresses tracking clients post to, each with and without a slash at its end. */
@RestController
class IntakeController {

    private static final String KIND = "/v1/{kind:track|identify|page|screen|group|alias|t|i|p|s|g|a}";

    private final Intake intake;

    IntakeController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping({KIND, KIND + "/"})
    ResponseEntity<Object> event(@PathVariable String kind, HttpServletRequest request) {
        return intake.one(request, EventKind.ofPath(kind).orElseThrow());
    }

    @PostMapping({"/v1/batch", "/v1/batch/", "/v1/import", "/v1/import/", "/v1/b", "/v1/b/"})
    ResponseEntity<Object> batch(HttpServletRequest request) {
        return intake.batch(request);
    }

    /** Jitsu's clients. */
    @PostMapping({"/api/s/{type}", "/api/s/{type}/"})
    ResponseEntity<Object> jitsu(@PathVariable String type, HttpServletRequest request) {
        return intake.one(request, EventKind.of(type).orElse(null));
    }
}
