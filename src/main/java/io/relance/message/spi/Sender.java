package io.relance.message.spi;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The shop as sender.
 *
 * @param senderEmail RELANCE_SENDER_EMAIL, the From address; empty: no e-mail leaves
 * @param senderName RELANCE_SENDER_NAME, shown beside it
 * @param postalAddress RELANCE_POSTAL_ADDRESS, which every commercial message must show
 */
@Validated
@ConfigurationProperties("relance")
public record Sender(
        @DefaultValue("")
                @Pattern(
                        regexp = "|[^\\s@<>\"]+@[^\\s@<>\"]+",
                        message = "RELANCE_SENDER_EMAIL accepts one e-mail address, such as shop@example.org")
                String senderEmail,
        @DefaultValue("") @Pattern(regexp = "[^\\r\\n]*", message = "RELANCE_SENDER_NAME accepts a name on one line")
                String senderName,
        @DefaultValue("") String postalAddress) {

    /** The domain of the From address; {@code localhost} when there is none. */
    public String domain() {
        return senderEmail.isEmpty() ? "localhost" : senderEmail.substring(senderEmail.indexOf('@') + 1);
    }
}
