package io.relance.journey.engine;

import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.journey.run.Enrolments.NewRun;
import io.relance.journey.run.Keyed;
import io.relance.journey.word.Words;
import io.relance.pressure.French;
import io.relance.pressure.InWords;
import io.relance.pressure.Refusal;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a contact's record says about entering a journey, in English and French. */
final class Admissions {

    private static final Map<Keyed, List<String>> IN_FRENCH = Map.of(
            Keyed.CONTACT, List.of("aucun contact", "contact"),
            Keyed.CART, List.of("aucun panier", "panier"),
            Keyed.ORDER, List.of("aucune commande", "commande"),
            Keyed.PRODUCT, List.of("aucun produit", "produit"));

    private Admissions() {}

    static Decision entered(NewRun run, Diagram diagram) {
        return new Decision(
                run.contact(),
                run.enteredAt(),
                run.journey(),
                null,
                Outcome.ENTERED,
                null,
                "Entered “" + diagram.name() + "”.",
                French.typeset("Entrée dans « " + diagram.name() + " »."));
    }

    static Decision withoutKey(ContactId contact, Diagram diagram, Instant now) {
        Keyed keyed = diagram.start().keyedBy();
        List<String> french = IN_FRENCH.get(keyed);
        return not(
                contact,
                diagram,
                now,
                "content_no_key",
                "The activity names no " + keyed.code() + ", and this journey runs once for each " + keyed.code() + ".",
                "L’activité ne nomme " + french.get(0) + ", et ce parcours se fait une fois par " + french.get(1)
                        + ".");
    }

    static Decision off(NewRun run, Diagram diagram) {
        return not(
                run.contact(),
                diagram,
                run.enteredAt(),
                "journey_off",
                "The journey is switched off.",
                "Le parcours est désactivé.");
    }

    static Decision running(NewRun run, Diagram diagram) {
        return not(
                run.contact(),
                diagram,
                run.enteredAt(),
                "reentry_running",
                "The contact is already in this journey.",
                "Le contact est déjà dans ce parcours.");
    }

    /** Too soon, or never again, after {@code last}. */
    static Decision again(NewRun run, Diagram diagram, String reason, Instant last, ZoneId zone) {
        String rule = diagram.start().reentry().rule();
        return new Decision(
                run.contact(),
                run.enteredAt(),
                run.journey(),
                null,
                Outcome.NOT_ENTERED,
                reason,
                "The contact was in this journey on " + InWords.moment(last, zone) + "; re-entry is " + rule + ".",
                French.typeset("Le contact était dans ce parcours le " + InWords.frenchMoment(last, zone) + " ; "
                        + (rule.equals("once")
                                ? "on n’y entre qu’une fois."
                                : "on y entre de nouveau après " + rule + ".")),
                Map.of("lastEntered", last.toString(), "reentry", rule),
                diagram.start().reentry().next(last));
    }

    /** The condition did not hold; where the gate's word was behind it, with what the gate looked at. */
    static Decision unlike(NewRun run, Diagram diagram, Words words) {
        String onlyIf = diagram.start().onlyIf();
        String seen = words.seen().entrySet().stream()
                .map(value -> value.getKey() + " was " + value.getValue())
                .collect(Collectors.joining("; "));
        String inFrench = words.seen().entrySet().stream()
                .map(value ->
                        value.getKey() + " valait " + french(words.refused().get(value.getKey()), value.getValue()))
                .collect(Collectors.joining(French.typeset(" ; ")));
        Map<String, Object> inputs = new LinkedHashMap<>();
        words.refused().values().forEach(refusal -> inputs.putAll(refusal.why().inputs()));
        return new Decision(
                run.contact(),
                run.enteredAt(),
                run.journey(),
                null,
                Outcome.NOT_ENTERED,
                "condition_false",
                "Only if " + onlyIf + ": " + (seen.isEmpty() ? "nothing it asks for is known" : seen) + ".",
                "Seulement si " + onlyIf + French.typeset(" : ")
                        + (inFrench.isEmpty() ? "rien de ce qu’elle demande n’est connu" : inFrench) + ".",
                inputs,
                next(words));
    }

    private static String french(Refusal refusal, Object value) {
        return refusal == null
                ? String.valueOf(value)
                : "false (" + refusal.reason() + French.typeset(" : ")
                        + refusal.why().french() + ")";
    }

    /** The last of the moments its refusals name: before it at least one of them stands. */
    private static Instant next(Words words) {
        return words.refused().values().stream()
                .map(Refusal::next)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Decision not(
            ContactId contact, Diagram diagram, Instant now, String reason, String detail, String french) {
        return new Decision(
                contact, now, diagram.journey(), null, Outcome.NOT_ENTERED, reason, detail, French.typeset(french));
    }
}
