package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import java.util.Optional;

/**
 * One rule about when we may speak: pure, so that it can be asked about any moment. A refusal with a {@code next}
 * holds the message until then; one without ends the matter.
 */
public interface Policy {

    /** Its name, with which the codes of its refusals begin. */
    String code();

    /** Why not at the candidate's moment; empty where it does not mind. */
    Optional<Refusal> refuses(Candidate candidate);
}
