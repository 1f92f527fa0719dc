package io.relance.channel.email.returned;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells mails that a machine sends for a person (RFC 3834 and what was usual before it). */
final class AutoReplies {

    private static final List<String> MARKS =
            List.of("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Response-Suppress", "X-Mail-Autoreply");
    private static final Pattern PRECEDENCE = Pattern.compile("auto_?reply|bulk|junk");
    private static final Pattern SUBJECT = Pattern.compile(
            "^(auto|automatic reply|automatische antwort|out of (the )?office|autoreply|auto-reply|vacation"
                    + "|r[ée]ponse automatique|absence|absent|message d'absence|en cong[ée]s|abwesenheit)\\b"
                    + "|out of (the )?office|absen(t|ce) du bureau");

    private AutoReplies() {}

    static boolean areSeenIn(Anatomy mail) {
        String submitted = mail.header("Auto-Submitted").toLowerCase(Locale.ROOT);
        String subject = mail.header("Subject").toLowerCase(Locale.ROOT).replace('’', '\'');
        return !submitted.isEmpty() && !submitted.startsWith("no")
                || MARKS.stream().anyMatch(mark -> !mail.header(mark).isEmpty())
                || PRECEDENCE
                        .matcher(mail.header("Precedence").toLowerCase(Locale.ROOT))
                        .find()
                || SUBJECT.matcher(subject).find()
                || mail.first("message/disposition-notification").isPresent();
    }
}
