package io.relance.contact;

import java.util.List;

/**
 * Fact: these activities are on the timeline, in this order. Published in the transaction that recorded them; the
 * order of the listeners is the order of the line: shop (10), consent (20), loyalty (30), journey (100).
 */
public record ActivitiesRecorded(List<Activity> activities) {}
