package io.relance.message.sending;

import io.relance.message.MessageState;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What people do about single messages. */
@RestController
class MessagesController {

    private final Retries retries;

    MessagesController(Retries retries) {
        this.retries = retries;
    }

    /** Tries a message again that failed or could not be filled in. */
    @PostMapping("/api/messages/{id}/retry")
    ResponseEntity<Object> retry(@PathVariable long id) {
        return retries.retry(id)
                .map(MessagesController::answer)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No message has the id " + id + "."));
    }

    private static ResponseEntity<Object> answer(boolean again) {
        return again
                ? ResponseEntity.accepted().body(Map.of("state", MessageState.QUEUED.code()))
                : ResponseEntity.status(HttpStatus.CONFLICT)
                        .body(ProblemDetail.forStatusAndDetail(
                                HttpStatus.CONFLICT,
                                "Only a message that failed, or that could not be filled in, can be tried again."));
    }
}
