package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Map;

/** An activity about to be recorded; the fields are those of {@link Activity}. */
public record NewActivity(
        ContactId contact, Instant at, String name, Map<String, Object> properties, String source, boolean live) {}
