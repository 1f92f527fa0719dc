package io.relance.channel.email.returned;

import io.relance.message.spi.Marks;
import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Where e-mail comes back to, and how it is read; all absent: nothing is read.
 *
 * @param address RELANCE_BOUNCE_ADDRESS, the envelope's sender; each mail adds {@code +} and its own mark to the part
 *     before the {@code @}. Null: the envelope has the shop's address
 * @param mailbox RELANCE_BOUNCE_MAILBOX, {@code imaps://imap.example.org/INBOX} or the like; null: none is read
 * @param username RELANCE_BOUNCE_USERNAME
 * @param password RELANCE_BOUNCE_PASSWORD, as it is, nothing escaped
 * @param every RELANCE_BOUNCE_EVERY, the pause between two looks
 */
@Validated
@ConfigurationProperties("relance.bounce")
record BounceSettings(
        String address, URI mailbox, String username, String password, @DefaultValue("PT1M") Duration every) {

    private static final int LONGEST_LOCAL_PART = 64;
    private static final Set<String> PROTOCOLS = Set.of("imap", "imaps", "pop3", "pop3s");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._=-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    /** An empty environment variable means the same as none. */
    BounceSettings {
        address = StringUtils.hasText(address) ? address.strip() : null;
        mailbox = mailbox == null || mailbox.toString().isBlank() ? null : mailbox;
        username = StringUtils.hasText(username) ? username : null;
        password = StringUtils.hasLength(password) ? password : null;
    }

    /** Whether there is a mailbox to read. */
    boolean reads() {
        return mailbox != null;
    }

    /** {@code imap}, {@code imaps}, {@code pop3} or {@code pop3s}. */
    String protocol() {
        return mailbox.getScheme().toLowerCase(Locale.ROOT);
    }

    /** The folder that is read: {@code INBOX} where the setting names none. */
    String folder() {
        String path = mailbox.getPath() == null ? "" : mailbox.getPath().replaceFirst("^/", "");
        return path.isEmpty() ? "INBOX" : path;
    }

    // Checks answer yes or no, so that a start that stops does not print the value: it may hold the password.

    @AssertTrue(
            message = "RELANCE_BOUNCE_ADDRESS is malformed; it accepts one e-mail address such as bounces@shop.example,"
                    + " with 34 characters or fewer and no + before the @")
    boolean isAddressRight() {
        return address == null
                || ADDRESS.matcher(address).matches()
                        && address.indexOf('@') + 1 + Marks.ENVELOPE_LENGTH <= LONGEST_LOCAL_PART;
    }

    @AssertTrue(
            message = "RELANCE_BOUNCE_MAILBOX is malformed; it accepts an imap, imaps, pop3 or pop3s address without"
                    + " user and password, such as imaps://imap.example.org/INBOX")
    boolean isMailboxRight() {
        return mailbox == null
                || mailbox.getScheme() != null
                        && PROTOCOLS.contains(protocol())
                        && mailbox.getHost() != null
                        && mailbox.getRawUserInfo() == null;
    }

    @AssertTrue(
            message = "RELANCE_BOUNCE_USERNAME or RELANCE_BOUNCE_PASSWORD is missing; it accepts what the mailbox in"
                    + " RELANCE_BOUNCE_MAILBOX is opened with")
    boolean isLoginRight() {
        return mailbox == null || username != null && password != null;
    }

    @AssertTrue(message = "RELANCE_BOUNCE_EVERY is too short or too long; it accepts a duration from PT1S to PT1H")
    boolean isEveryRight() {
        return every.compareTo(Duration.ofSeconds(1)) >= 0 && every.compareTo(Duration.ofHours(1)) <= 0;
    }

    @Override
    public String toString() {
        return "BounceSettings[address=" + address + ", mailbox=" + mailbox + ", every=" + every + "]";
    }
}
