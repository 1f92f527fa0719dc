package io.relance.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relance.contact.Contacts;
import io.relance.contact.Facet;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What the trial's addresses answer. */
class TrialEndpoints {

    private static final Logger log = LoggerFactory.getLogger(TrialEndpoints.class);

    private final Trial trial;
    private final Contacts contacts;
    private final List<Facet> facets;

    TrialEndpoints(Trial trial, Contacts contacts, List<Facet> facets) {
        this.trial = trial;
        this.contacts = contacts;
        this.facets = facets;
    }

    ServerResponse clock() {
        return now(trial.now());
    }

    /** Answers when all that came due on the way is settled. */
    ServerResponse moveClock(ServerRequest request) throws IOException {
        // Not through a converter: what curl sends as a form by default is JSON all the same.
        String body = new String(request.servletRequest().getInputStream().readAllBytes(), UTF_8);
        try {
            var asked = ClockRequest.of(body);
            return now(asked.to() != null ? trial.to(asked.to()) : trial.advance(asked.advance()));
        } catch (MoveRefused e) {
            return problem(HttpStatus.BAD_REQUEST, e);
        } catch (WorkFailed e) {
            log.error("The clock could not be moved", e);
            return problem(HttpStatus.INTERNAL_SERVER_ERROR, e);
        }
    }

    ServerResponse mailbox(ServerRequest request) {
        List<Received> messages = request.param("to")
                .map(TrialEndpoints::address)
                .map(trial.mailbox()::to)
                .orElseGet(trial.mailbox()::all);
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(messages);
    }

    /** What is known of a customer, for the page of the demo shop that they are looking at; of a stranger nothing. */
    ServerResponse known(ServerRequest request) {
        Map<String, Object> known = new TreeMap<>();
        contacts.byUserId(request.pathVariable("userId"))
                .ifPresent(contact -> facets.forEach(
                        facet -> facet.of(contact.id()).ifPresent(part -> known.put(facet.field(), part))));
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(known);
    }

    /** A number's plus sign arrives as a space where nobody encoded it. */
    private static String address(String to) {
        String address = to.strip();
        return address.matches("\\d+") ? "+" + address : address;
    }

    private static ServerResponse now(Instant moment) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(Map.of("now", moment));
    }

    private static ServerResponse problem(HttpStatus status, RuntimeException reason) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, reason.getMessage()));
    }
}
