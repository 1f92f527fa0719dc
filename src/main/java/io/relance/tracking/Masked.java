package io.relance.tracking;

import io.relance.contact.Contact;
import io.relance.shared.Channel;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses as pages behind links show them: their owner knows which is meant, whoever else has the link does not. */
final class Masked {

    private static final String DOTS = "•••";
    private static final int SHOWN_DIGITS = 2;

    private Masked() {}

    /** The person's addresses, with a dot between; empty when there is none. */
    static String of(Contact contact) {
        return Stream.of(of(contact, Channel.EMAIL), of(contact, Channel.SMS))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String of(Contact contact, Channel channel) {
        return of(channel, channel == Channel.EMAIL ? contact.email() : contact.phone());
    }

    /** An address of this channel; empty for none. */
    static String of(Channel channel, String address) {
        if (address == null) {
            return "";
        }
        return channel == Channel.EMAIL ? email(address) : phone(address);
    }

    /** {@code c•••@e•••.org}. */
    static String email(String address) {
        int at = address.lastIndexOf('@');
        int dot = address.lastIndexOf('.');
        String ending = dot > at ? address.substring(dot) : "";
        return first(address) + DOTS + "@" + first(address.substring(at + 1)) + DOTS + ending;
    }

    /** {@code ••• 34}. */
    static String phone(String number) {
        int end = Math.max(0, number.length() - SHOWN_DIGITS);
        return DOTS + " " + number.substring(end);
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
