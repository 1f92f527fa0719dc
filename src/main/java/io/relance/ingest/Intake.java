package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.ingest.inbox.EventKind;
import io.relance.ingest.inbox.Inbox;
import io.relance.ingest.inbox.Received;
import io.relance.ingest.inbox.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes in what clients send: who are you, is there room, does it make sense, is it durable. */
@Component
class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final WriteKeys keys;
    private final IntakeRates rates;
    private final EventReader reader;
    private final Inbox inbox;
    private final Crowd crowd;

    Intake(WriteKeys keys, IntakeRates rates, EventReader reader, Inbox inbox, Crowd crowd) {
        this.keys = keys;
        this.rates = rates;
        this.reader = reader;
        this.inbox = inbox;
        this.crowd = crowd;
    }

    /** Takes one event; {@code kind} is what the path says, null when its own type counts. */
    ResponseEntity<Object> one(HttpServletRequest request, EventKind kind) {
        return whenThereIsRoom(request, body -> takeOne(request, body, kind));
    }

    /** Takes a batch; what is wrong in it is set aside. */
    ResponseEntity<Object> batch(HttpServletRequest request) {
        return whenThereIsRoom(request, body -> takeBatch(request, body));
    }

    /** Only who has sent everything takes a place: a slow sender is in nobody's way. */
    private ResponseEntity<Object> whenThereIsRoom(
            HttpServletRequest request, Function<Body, ResponseEntity<Object>> taking) {
        if (inbox.isFull()) {
            return Answers.notNow();
        }
        Supplier<Body> body = Body.arriving(request);
        return crowd.enter(() -> taking.apply(body.get())).orElseGet(Answers::notNow);
    }

    private ResponseEntity<Object> takeOne(HttpServletRequest request, Body body, EventKind kind) {
        if (body.problem() != null) {
            return Answers.refused(body.problem());
        }
        JsonNode event = body.json();
        return admitted(request, event, 1, source -> {
            Received received = reader.read(source, Envelope.none(), event, kind);
            return received instanceof Rejection rejection && Flaw.isRefusedAlone(rejection.code())
                    ? Answers.refused("the event cannot be taken: " + rejection.detail())
                    : stored(source, List.of(received));
        });
    }

    private ResponseEntity<Object> takeBatch(HttpServletRequest request, Body body) {
        if (body.problem() != null) {
            return Answers.refused(body.problem());
        }
        JsonNode batch = body.json();
        if (!batch.path("batch").isArray()) {
            return Answers.refused("the body holds no batch; accepted: {\"batch\":[{\"type\":\"track\",…},…]}");
        }
        JsonNode items = batch.path("batch");
        Envelope envelope = Envelope.of(batch);
        if (envelope.isTooMuchFor(items.size())) {
            return Answers.refused("what the batch says for all " + items.size() + " events in its context and"
                    + " integrations is kept with each, and is over 4 MB then; accepted: less of it, or fewer events");
        }
        return admitted(request, batch, items.size(), source -> {
            List<Received> received = new ArrayList<>(items.size());
            items.forEach(item -> received.add(reader.read(source, envelope, item, null)));
            return stored(source, received);
        });
    }

    private interface Taking {
        ResponseEntity<Object> from(String source);
    }

    private ResponseEntity<Object> admitted(HttpServletRequest request, JsonNode body, int events, Taking taking) {
        Optional<String> source = keys.sourceOf(request, body);
        if (source.isEmpty()) {
            return Answers.unknownKey();
        }
        Optional<Duration> wait = rates.take(source.get(), events);
        return wait.isPresent() ? Answers.tooMany(wait.get()) : taking.from(source.get());
    }

    private ResponseEntity<Object> stored(String source, List<Received> received) {
        try {
            inbox.store(source, received);
            return Answers.taken();
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} events of {} cannot be made durable now: {}", received.size(), source, e.getMessage());
            return Answers.notNow();
        }
    }
}
