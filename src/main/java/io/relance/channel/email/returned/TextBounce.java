package io.relance.channel.email.returned;

import io.relance.channel.email.returned.Anatomy.Leaf;
import io.relance.channel.email.returned.Reading.Delivery;
import io.relance.tracking.MailReport.Recipient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** Bounces for people only, as Exim, qmail and old Exchange write them. */
final class TextBounce {

    private static final int LONGEST = 4_000;

    private static final Pattern MACHINE =
            Pattern.compile("mailer-daemon|postmaster|mail-?daemon|mail delivery (sub)?system|microsoftexchange");
    private static final Pattern SUBJECT = Pattern.compile(
            "undeliver|delivery (status|failure|has failed)|failure notice|returned mail|mail delivery (failed|failure)"
                    + "|mail system error|could not be delivered|non[ -](remis|distribu)|[ée]chec de (la )?(remise|distribution)"
                    + "|remise impossible|retour [àa] l'exp[ée]diteur|unzustellbar|nicht zustellbar");
    private static final Pattern LATE = Pattern.compile(
            "warning message only|not yet been delivered|delayed|will (keep trying|retry)|still being retried"
                    + "|retard[ée]e?|nouvelle tentative|sera (encore )?r[ée]essay[ée]");

    /** From here on it is our own mail, whose words say nothing about its delivery. */
    private static final Pattern OURS = Pattern.compile(
            "(?im)^[- >*]*(below this line is a copy|this is a copy of (the|your) message|original message( headers| follows)?\\b"
                    + "|message original\\b|the (header|headers) of the original|included is a copy|returned message"
                    + "|undelivered message|message header follows|en-t[êe]tes (de|du) message d.origine"
                    + "|copie du message|return-path:|received:)");

    private static final Pattern FAILED_LINE = Pattern.compile("(?m)^\\s*<?([^\\s<>@:;\"]+@[\\w.-]+\\w)>?:?\\s*$");

    private TextBounce() {}

    /** What such a mail says; empty where it is none. */
    static Optional<Reading> read(Anatomy mail) {
        String failed = mail.header("X-Failed-Recipients");
        String text = diagnosis(mail);
        if (text == null || failed.isEmpty() && !comesFromAMachine(mail)) {
            return Optional.empty();
        }
        String subject = subject(mail);
        boolean late =
                failed.isEmpty() && LATE.matcher(subject + " " + start(text)).find();
        Diagnosis why = Diagnosis.of(null, text);
        if (late) {
            return Optional.of(new Delivery(List.of(new Recipient(Set.of(), null, null, text))));
        }
        if (failed.isEmpty() && why.code() == null && !SUBJECT.matcher(subject).find()) {
            return Optional.empty();
        }
        return Optional.of(new Delivery(List.of(new Recipient(addresses(failed, text), why.kind(), why.code(), text))));
    }

    /** The words for people, without the copy of our mail; null where there are none. */
    static String diagnosis(Anatomy mail) {
        return Stream.of("text/plain", "text/html")
                .flatMap(type -> mail.first(type).stream())
                .map(TextBounce::words)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static String words(Leaf leaf) {
        String text = leaf.type().equals("text/html") ? Jsoup.parse(leaf.text()).wholeText() : leaf.text();
        Matcher ours = OURS.matcher(text);
        String words = ours.find() ? text.substring(0, ours.start()) : text;
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    private static boolean comesFromAMachine(Anatomy mail) {
        String from = mail.header("From").toLowerCase(Locale.ROOT);
        return MACHINE.matcher(from).find()
                || mail.header("Return-Path").equals("<>")
                        && SUBJECT.matcher(subject(mail)).find();
    }

    private static String subject(Anatomy mail) {
        return mail.header("Subject").toLowerCase(Locale.ROOT).replace('’', '\'');
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 1_000)).toLowerCase(Locale.ROOT);
    }

    private static Set<String> addresses(String failed, String text) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String each : failed.split("[,\\s]+", 20)) {
            if (each.contains("@")) {
                addresses.add(each);
            }
        }
        Matcher lines = FAILED_LINE.matcher(text);
        while (addresses.isEmpty() && lines.find()) {
            addresses.add(lines.group(1));
        }
        return addresses;
    }
}
