package io.relance.trial;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What other people's servers answer in the trial: addresses such as {@code bounce@example.org} ask for it. */
enum ComingBack {
    BOUNCE("bounce", "5.1.1", "smtp; 550 5.1.1 User unknown"),
    FULL("bounce-full", "5.2.2", "smtp; 552 5.2.2 Mailbox full"),
    BLOCKED("bounce-blocked", "5.7.1", "smtp; 554 5.7.1 Message refused as spam"),
    COMPLAINT("complaint", null, null);

    private static final String REPORT =
            """
            From: Mail Delivery System <mailer-daemon@mx.example>
            To: <%s>
            Subject: %s
            Date: %s
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=%s; boundary="trial"

            --trial
            Content-Type: text/plain; charset=utf-8

            %s

            --trial
            Content-Type: message/%s

            %s
            --trial
            Content-Type: text/rfc822-headers

            %s

            --trial--
            """;

    private final String name;
    private final String status;
    private final String diagnostic;

    ComingBack(String name, String status, String diagnostic) {
        this.name = name;
        this.status = status;
        this.diagnostic = diagnostic;
    }

    /** By what stands before the {@code @}, or before a {@code +} in it. */
    static Optional<ComingBack> of(String address) {
        String local = address.replaceFirst("[+@].*", "").toLowerCase(Locale.ROOT);
        for (ComingBack each : values()) {
            if (each.name.equals(local)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The mail that comes back to {@code sender}. */
    MimeMessage mail(String sender, String recipient, MovingMessage original, Instant at) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        String headers = headers(original.getMessage());
        return GreenMailUtil.newMimeMessage(
                this == COMPLAINT
                        ? REPORT.formatted(
                                sender,
                                "FW: spam",
                                date,
                                "feedback-report",
                                "This is an email abuse report.",
                                "feedback-report",
                                "Feedback-Type: abuse\nUser-Agent: Trial/1.0\nVersion: 1\n",
                                headers)
                        : REPORT.formatted(
                                sender,
                                "Undelivered Mail Returned to Sender",
                                date,
                                "delivery-status",
                                "Your message could not be delivered.",
                                "delivery-status",
                                "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; " + recipient
                                        + "\nAction: failed\nStatus: " + status + "\nDiagnostic-Code: " + diagnostic
                                        + "\n",
                                headers));
    }

    private static String headers(MimeMessage mail) {
        try {
            return Collections.list(mail.getAllHeaders()).stream()
                    .map(ComingBack::line)
                    .collect(Collectors.joining("\n"));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Header header) {
        return header.getName() + ": " + MimeUtility.unfold(header.getValue());
    }
}
