package io.relance.pressure;

import java.util.Optional;

/** Port: what the room of the journeys knows of what each says, so that it can be tried out. */
public interface JourneySayings {

    /** What a journey would say, by its id: its class, its topic, its priority; empty where none has it. */
    Optional<Saying> of(String journey);
}
