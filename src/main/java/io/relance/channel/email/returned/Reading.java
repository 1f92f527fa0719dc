package io.relance.channel.email.returned;

import io.relance.tracking.MailReport.Recipient;
import java.util.List;

/** What a mail that came back says. */
sealed interface Reading {

    /** It tells what became of a mail on its way to these recipients. */
    record Delivery(List<Recipient> recipients) implements Reading {

        boolean failed() {
            return recipients.stream().anyMatch(recipient -> recipient.kind() != null);
        }
    }

    /** A person reported a mail as spam, or whatever else {@code type} says. */
    record Feedback(String type) implements Reading {}

    /** A machine answers for a person: out of office, a receipt, a ticket. */
    record AutoReply() implements Reading {}

    /** Nobody has taught us to read this. */
    record Unknown() implements Reading {}
}
