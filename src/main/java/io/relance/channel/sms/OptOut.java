package io.relance.channel.sms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What a person means by an SMS to us: to end it, to take it up again, or something for people to read. */
enum OptOut {
    STOP,
    START,
    NEITHER;

    private static final Set<String> STOP_WORDS = Set.of(
            "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET", "DESABONNEMENT");
    private static final Set<String> START_WORDS = Set.of("START", "YES", "UNSTOP");

    /**
     * {@code type} is Twilio's own judgement ({@code OptOutType}), null without its advanced opt-out. A text that only
     * begins with STOP is one, since silence is always safe; START must stand alone, as at Twilio itself.
     */
    static OptOut of(String text, String type) {
        if ("STOP".equalsIgnoreCase(type)) {
            return STOP;
        }
        if ("START".equalsIgnoreCase(type)) {
            return START;
        }
        String[] words = plain(text).split(" ", 2);
        if (STOP_WORDS.contains(words[0])) {
            return STOP;
        }
        return words.length == 1 && START_WORDS.contains(words[0]) ? START : NEITHER;
    }

    /** Capitals without accents, one space for whatever is neither letter nor digit. */
    private static String plain(String text) {
        String base = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return base.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
