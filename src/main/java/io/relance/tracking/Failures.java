package io.relance.tracking;

import io.relance.tracking.MailReport.Kind;
import io.relance.tracking.MailReport.Recipient;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of a report's recipients tells what became of the mail to the address that we wrote to. */
final class Failures {

    private static final int BRIEF = 300;

    private Failures() {}

    /**
     * The failure; empty where the mail did not fail. What happened behind the address, where the person has it forwarded,
     * counts only when nobody there got the mail, and never says that the address does not exist.
     */
    static Optional<Recipient> of(List<Recipient> recipients, String address) {
        List<Recipient> ours = recipients.stream()
                .filter(recipient -> recipient.addresses().isEmpty() || isNamed(address, recipient))
                .toList();
        if (!ours.isEmpty()) {
            return worst(ours);
        }
        boolean somebodyGotIt = recipients.stream().anyMatch(recipient -> recipient.kind() == null);
        return somebodyGotIt ? Optional.empty() : worst(recipients).map(Failures::behindIt);
    }

    private static boolean isNamed(String address, Recipient recipient) {
        return recipient.addresses().stream().anyMatch(each -> each.strip().equalsIgnoreCase(address.strip()));
    }

    private static Optional<Recipient> worst(List<Recipient> recipients) {
        return recipients.stream()
                .filter(recipient -> recipient.kind() != null)
                .min(Comparator.comparing(Recipient::kind));
    }

    private static Recipient behindIt(Recipient other) {
        Kind kind = other.kind() == Kind.HARD ? Kind.SOFT : other.kind();
        return new Recipient(other.addresses(), kind, other.code(), other.detail());
    }

    /** The word for people and JSON: {@code hard}. */
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** So much of what a server said as a person reads. */
    static String brief(String detail) {
        String line = detail.replaceAll("\\s+", " ").strip();
        return line.length() <= BRIEF ? line : line.substring(0, BRIEF) + "…";
    }
}
