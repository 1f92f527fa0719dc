package io.relance.channel.email.returned;

import io.relance.tracking.MailReport.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a server did not take a mail, at hand-over or in a report that came later. Where code and words disagree the words
 * count: servers put nearly any code before them.
 *
 * @param kind whose fault it is
 * @param code the status (RFC 3463), else the SMTP code; null where there is none
 * @param ofMailbox whether it is the mailbox that is at fault, rather than a server on the way
 */
public record Diagnosis(Kind kind, String code, boolean ofMailbox) {

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.[0-7]\\.\\d{1,3})(?!\\d|\\.\\d)");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45][0-7]\\d)(?![\\d.])");
    private static final Pattern VAGUE = Pattern.compile("[245]\\.0\\.0");

    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4");

    /** Wrong commands, wrong content, policy; of what may pass only policy. */
    private static final Set<String> NOT_THE_ADDRESS = Set.of("5.5", "5.6", "5.7", "4.7");

    /** The mail is too large, or its sender is wrong: another one may well arrive. */
    private static final Set<String> OF_THE_MAIL = Set.of("5.1.7", "5.1.8", "5.2.3", "5.3.4");

    /** What a server's answer means; {@code text} begins with its SMTP code. */
    public static Diagnosis ofAnswer(String text) {
        return of(null, text);
    }

    /** What a report says; {@code status} is null where it has no such field, {@code text} where nothing was said. */
    static Diagnosis of(String status, String text) {
        String said = text == null ? "" : text;
        String code = code(status, said);
        boolean permanent = code == null || code.startsWith("5");
        String words = withoutNames(said);
        for (Words each : Words.values()) {
            if (each.said(words)) {
                return new Diagnosis(each.means(permanent), code, each.ofMailbox());
            }
        }
        return byCode(code);
    }

    /** The most telling code: that of the words, unless it says nothing and the field does. */
    private static String code(String status, String said) {
        String field = first(STATUS, status == null ? "" : status);
        String inWords = first(STATUS, said);
        if (inWords != null && (field == null || !VAGUE.matcher(inWords).matches())) {
            return inWords;
        }
        if (field != null) {
            return field;
        }
        return first(REPLY, said);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static Diagnosis byCode(String code) {
        if (code == null || code.indexOf('.') < 0) {
            return new Diagnosis(Kind.SOFT, code, false);
        }
        boolean ofMailbox = code.charAt(2) == '1' || code.charAt(2) == '2';
        if (NO_SUCH_ADDRESS.contains(code)) {
            return new Diagnosis(Kind.HARD, code, true);
        }
        boolean blocked = OF_THE_MAIL.contains(code) || NOT_THE_ADDRESS.contains(code.substring(0, 3));
        return new Diagnosis(blocked ? Kind.BLOCK : Kind.SOFT, code, ofMailbox);
    }

    /** Addresses and hosts are names, not words: a server called {@code antispam.example.org} says nothing by that. */
    private static String withoutNames(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("https?://\\S+", " ")
                .replaceAll("\\S+@\\S+", " ")
                .replaceAll("(?<![\\w.-])(?=[\\w.-]{0,200}[a-z])[\\w-]+(?:\\.[\\w-]+)+", " ")
                .replaceAll("\\s+", " ");
    }
}
