package io.relance.consent;

import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the person allowed, and what is suppressed about their addresses. An erased person's addresses stay suppressed,
 * so that nobody who brings them in again makes us write to them; what stays of them is a keyed hash. Whose time was
 * up may come back as a new customer.
 */
@Component
@Order(60)
class ConsentData implements PersonalData {

    private static final String ITS = "t.contact_id = any(:contacts)";
    private static final String THEIR_ADDRESS =
            "t.address = any(:emails) or t.address = any(:phones) or t.address = any(:addresses)";

    private final Suppressions suppressions;

    ConsentData(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void letGo(Subject subject, Instant now) {
        List<String> emails = subject.texts(Subject.EMAILS);
        List<String> phones = subject.texts(Subject.PHONES);
        suppressions.hide(Stream.of(emails, phones, subject.texts("addresses"))
                .flatMap(List::stream)
                .distinct()
                .toList());
        if (subject.isUnasked()) {
            return;
        }
        subject.texts("addresses").forEach(address -> erasedWherever(address, now));
        emails.forEach(address -> suppressions.erased(Channel.EMAIL, address, now));
        phones.forEach(number -> {
            suppressions.erased(Channel.SMS, number, now);
            suppressions.erased(Channel.PHONE, number, now);
        });
    }

    /** What messages went to, by mail or by text; they may have another address by now. */
    private void erasedWherever(String address, Instant now) {
        if (address.contains("@")) {
            suppressions.erased(Channel.EMAIL, address, now);
        } else {
            suppressions.erased(Channel.SMS, address, now);
            suppressions.erased(Channel.PHONE, address, now);
        }
    }

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("consent.ledger", ITS, "at, id"),
                new Held("consent.present", ITS, "topic"),
                new Held("consent.asking", ITS, "asked_at, id"),
                new Held("consent.choice_log", ITS, "at, id"),
                new Held("consent.choice", ITS, "contact_id"),
                new Held("consent.soft_bounce", ITS + " or " + THEIR_ADDRESS, "sent_at, message"),
                new Held("consent.suppression", THEIR_ADDRESS, "at, channel, reason"),
                new Held("consent.suppression_log", THEIR_ADDRESS, "at, id"));
    }
}
