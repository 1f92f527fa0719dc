package io.relance.pressure.ledger;

import io.relance.pressure.Permit;
import io.relance.pressure.Saying;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.util.function.Function;

/** A permit with what it was asked for. */
public record Reservation(Permit permit, StepRef step, Saying saying, Instant at) {

    <T> T of(Function<StepRef, T> value) {
        return step == null ? null : value.apply(step);
    }

    <T> T said(Function<Saying, T> value) {
        return value.apply(saying);
    }
}
