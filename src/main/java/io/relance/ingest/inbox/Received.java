package io.relance.ingest.inbox;

/** What became of one event on arrival: taken in, or set aside with a reason. */
public sealed interface Received permits Event, Rejection {}
