package io.relance.pressure;

import java.util.Optional;

/**
 * One rule about when we may speak: pure, so that it can be asked about any moment. A refusal with a {@code next}
 * holds the message until then; one without ends the matter.
 */
@FunctionalInterface
interface Policy {

    Optional<Refusal> refuses(Candidate candidate);
}
