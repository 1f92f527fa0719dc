package io.relance.message;

import java.util.List;

/** Fact: these messages, of one batch, came to an end. Published in the transaction that says so. */
public record MessagesSettled(List<MessageSettled> messages) {}
