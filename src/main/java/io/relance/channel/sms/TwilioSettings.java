package io.relance.channel.sms;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The shop's Twilio account; all absent switches SMS off.
 *
 * @param accountSid TWILIO_ACCOUNT_SID
 * @param authToken TWILIO_AUTH_TOKEN, the password of requests and the key of callbacks' signatures
 * @param messagingServiceSid TWILIO_MESSAGING_SERVICE_SID, the pool of senders
 * @param baseUrl TWILIO_BASE_URL, only to reach something else than Twilio; null for Twilio itself
 */
@Validated
@ConfigurationProperties("twilio")
record TwilioSettings(String accountSid, String authToken, String messagingServiceSid, URI baseUrl) {

    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");

    /** An empty environment variable means the same as none. */
    TwilioSettings {
        accountSid = StringUtils.hasText(accountSid) ? accountSid.strip() : null;
        authToken = StringUtils.hasText(authToken) ? authToken.strip() : null;
        messagingServiceSid = StringUtils.hasText(messagingServiceSid) ? messagingServiceSid.strip() : null;
        baseUrl = baseUrl == null || baseUrl.toString().isBlank() ? null : baseUrl;
    }

    /** Whether SMS can be sent at all. */
    boolean complete() {
        return accountSid != null;
    }

    // Checks answer yes or no, so that a start that stops does not print the value: it may be the secret.

    @AssertTrue(
            message = "TWILIO_ACCOUNT_SID is missing or malformed; it accepts AC and 32 hexadecimal digits"
                    + " (leave every TWILIO setting out to run without SMS)")
    boolean isAccountSidRight() {
        return absent() || accountSid != null && ACCOUNT.matcher(accountSid).matches();
    }

    @AssertTrue(
            message = "TWILIO_AUTH_TOKEN is missing; it accepts the account's auth token"
                    + " (leave every TWILIO setting out to run without SMS)")
    boolean isAuthTokenRight() {
        return absent() || authToken != null;
    }

    @AssertTrue(
            message = "TWILIO_MESSAGING_SERVICE_SID is missing or malformed; it accepts MG and 32 hexadecimal digits"
                    + " (leave every TWILIO setting out to run without SMS)")
    boolean isMessagingServiceSidRight() {
        return absent()
                || messagingServiceSid != null
                        && SERVICE.matcher(messagingServiceSid).matches();
    }

    @AssertTrue(message = "TWILIO_BASE_URL is malformed; it accepts an http(s) address")
    boolean isBaseUrlRight() {
        return baseUrl == null
                || baseUrl.getHost() != null
                        && baseUrl.getScheme() != null
                        && baseUrl.getScheme().matches("https?");
    }

    private boolean absent() {
        return accountSid == null && authToken == null && messagingServiceSid == null && baseUrl == null;
    }

    @Override
    public String toString() {
        return "TwilioSettings[accountSid=" + accountSid + ", baseUrl=" + baseUrl + "]";
    }
}
