package io.relance.journey;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The journeys over HTTP, for analysts. */
@RestController
@RequestMapping("/api/journeys")
class JourneyController {

    /** @param running what becomes of those inside: {@code finish} (default) or {@code end} */
    record Turn(Boolean on, String running) {}

    private final Journeys journeys;

    JourneyController(Journeys journeys) {
        this.journeys = journeys;
    }

    @GetMapping
    List<Map<String, Object>> list() {
        return journeys.list();
    }

    @PutMapping("/{journey}")
    ResponseEntity<Map<String, Object>> turn(@PathVariable String journey, @RequestBody Turn turn, Principal who) {
        if (turn.on() == null) {
            throw problem(HttpStatus.BAD_REQUEST, "'on' is missing; accepted: true, false");
        }
        String running = turn.running() == null ? "finish" : turn.running();
        if (!List.of("finish", "end").contains(running)) {
            throw problem(HttpStatus.BAD_REQUEST, "running '" + running + "' is unknown; accepted: finish, end");
        }
        return journeys.turn(journey, turn.on(), running.equals("end"), who.getName())
                .map(ResponseEntity::ok)
                .orElseThrow(() -> problem(HttpStatus.NOT_FOUND, "there is no journey '" + journey + "'"));
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
