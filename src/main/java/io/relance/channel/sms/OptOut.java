package io.relance.channel.sms;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a person means by an SMS to us: to end it, to take it up again, or something for people to read.
 *
 * <p>A text whose first word is STOP, or a word that means nothing else, ends it whatever follows: silence is the safe
 * side, and START takes it back. Words that begin ordinary sentences (END, CANCEL, "Arrêtez-vous à midi ?") must stand
 * alone, or be followed only by whom they are for: our name, a number, a courtesy.
 */
enum OptOut {
    STOP,
    START,
    NEITHER;

    /** Whoever begins with one of these means it. */
    private static final Set<String> SURE = Set.of(
            "STOP",
            "STOPALL",
            "STOPSMS",
            "STOPPUB",
            "UNSUBSCRIBE",
            "OPTOUT",
            "ARRET",
            "DESABONNEMENT",
            "DESABONNER",
            "DESABONNEZ",
            "DESABONNE",
            "DESINSCRIPTION",
            "DESINSCRIRE",
            "DESINSCRIVEZ");

    private static final Set<String> ALONE = Set.of("CANCEL", "END", "QUIT", "REVOKE", "ARRETER", "ARRETEZ");

    private static final Set<String> START_WORDS =
            Set.of("START", "YES", "UNSTOP", "OUI", "REPRENDRE", "REABONNEMENT", "REABONNER");

    /** What may follow a word that must stand alone. */
    private static final Set<String> COURTESIES = Set.of(
            "SVP", "STP", "MERCI", "PLEASE", "PLS", "THANKS", "SMS", "TEXTS", "TEXTOS", "PUB", "PUBS", "ALL", "AU");

    private static final String NUMBER = "\\d+";

    /**
     * What {@code text} means.
     *
     * @param type Twilio's own judgement ({@code OptOutType}: STOP, START, HELP), which comes first; null without its
     *     advanced opt-out
     * @param sender the name under which our messages come; may be empty
     */
    static OptOut of(String text, String type, String sender) {
        if (type != null && !type.isBlank()) {
            return judged(type);
        }
        List<String> words = List.of(plain(text).split(" "));
        String first = words.get(0);
        if (SURE.contains(first) || words.size() > 1 && (first + words.get(1)).equals("OPTOUT")) {
            return STOP;
        }
        List<String> ours = Arrays.asList(plain(sender).split(" "));
        List<String> rest = words.subList(1, words.size());
        boolean addressed = rest.stream().allMatch(word -> word.matches(NUMBER) || ours.contains(word));
        if (START_WORDS.contains(first) && addressed) {
            return START;
        }
        boolean only = rest.stream()
                .allMatch(word -> word.matches(NUMBER) || ours.contains(word) || COURTESIES.contains(word));
        return ALONE.contains(first) && only ? STOP : NEITHER;
    }

    private static OptOut judged(String type) {
        return switch (type.strip().toUpperCase(Locale.ROOT)) {
            case "STOP" -> STOP;
            case "START" -> START;
            default -> NEITHER;
        };
    }

    /** Capitals without accents, one space for whatever is neither letter nor digit. */
    private static String plain(String text) {
        String base = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return base.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
