package io.relance.segment.table;

import java.time.Instant;

/**
 * One version of a file.
 *
 * @param state {@code new}, {@code counted}, {@code on}, {@code off}
 * @param counts who would enter and leave, as JSON; null until it was counted
 */
public record TableVersion(
        long id, TableFile file, String state, Instant at, Instant onAt, String onBy, String counts) {}
