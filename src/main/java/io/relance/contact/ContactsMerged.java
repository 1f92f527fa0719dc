package io.relance.contact;

import io.relance.shared.ContactId;

/** Fact: {@code from} turned out to be {@code into}; every room moves what it keeps. Same transaction. */
public record ContactsMerged(ContactId from, ContactId into) {}
