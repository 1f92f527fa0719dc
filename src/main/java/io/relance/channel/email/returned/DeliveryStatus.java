package io.relance.channel.email.returned;

import io.relance.channel.email.returned.Anatomy.Leaf;
import io.relance.channel.email.returned.Reading.Delivery;
import io.relance.tracking.MailReport.Recipient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Delivery status notifications (RFC 3464, RFC 6533), and those that have its fields in a text of no such type. */
final class DeliveryStatus {

    private static final String FINAL = "final-recipient";
    private static final String ORIGINAL = "original-recipient";

    private DeliveryStatus() {}

    static Optional<Reading> read(Anatomy mail) {
        return Stream.of(
                        mail.leaves().stream().filter(DeliveryStatus::isForMachines),
                        mail.leaves().stream().filter(DeliveryStatus::mayHoldFields))
                .flatMap(Function.identity())
                .map(leaf -> recipients(leaf.text(), mail))
                .filter(recipients -> !recipients.isEmpty())
                .findFirst()
                .map(Delivery::new);
    }

    private static boolean isForMachines(Leaf leaf) {
        return leaf.type().equals("message/delivery-status") || leaf.type().equals("message/global-delivery-status");
    }

    private static boolean mayHoldFields(Leaf leaf) {
        return !leaf.type().startsWith("message/") && leaf.text().contains("Final-Recipient:");
    }

    private static List<Recipient> recipients(String text, Anatomy mail) {
        List<Fields> blocks = Fields.blocks(text, FINAL).stream()
                .filter(block ->
                        (block.has(FINAL) || block.has(ORIGINAL)) && (block.has("action") || block.has("status")))
                .toList();
        String forPeople = blocks.size() == 1 ? TextBounce.diagnosis(mail) : null;
        return blocks.stream().map(block -> recipient(block, forPeople)).toList();
    }

    /** What was said to people counts only where there is one recipient, and nothing was said to machines. */
    private static Recipient recipient(Fields block, String forPeople) {
        String status = block.get("status");
        String said = block.get("diagnostic-code");
        String text = said == null || said.isBlank() ? forPeople : said.replaceFirst("(?i)^[\\w-]+\\s*;\\s*", "");
        if (!failed(block.get("action"), status)) {
            return new Recipient(addresses(block), null, null, text);
        }
        Diagnosis why = Diagnosis.of(status, text);
        return new Recipient(addresses(block), why.kind(), why.code(), text);
    }

    /** Late, passed on, expanded and delivered are no failures; without the field the status tells. */
    private static boolean failed(String action, String status) {
        return action == null
                ? status.startsWith("5")
                : action.toLowerCase(Locale.ROOT).startsWith("failed");
    }

    private static Set<String> addresses(Fields block) {
        return Stream.of(ORIGINAL, FINAL)
                .map(block::get)
                .filter(Objects::nonNull)
                .map(DeliveryStatus::address)
                .filter(address -> address.contains("@"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@code rfc822; <camille@example.org>} without its type and brackets. */
    private static String address(String value) {
        return value.substring(value.indexOf(';') + 1).strip().replaceAll("^<|>$", "");
    }
}
