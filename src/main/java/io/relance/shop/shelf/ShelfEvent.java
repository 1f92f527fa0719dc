package io.relance.shop.shelf;

import java.time.Instant;
import java.util.Map;

/**
 * News of a product, from a source that may change the shelf. It belongs to nobody.
 *
 * @param at when it happened; older news never undoes newer
 * @param live young enough to start journeys by what follows from it
 */
public record ShelfEvent(String name, Instant at, boolean live, Map<String, Object> properties) {}
