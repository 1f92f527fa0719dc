package io.relance.journey.engine;

import io.relance.journey.run.Keyed;
import io.relance.journey.run.Reentry;
import io.relance.pressure.JourneyClass;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one version of a journey's diagram says, beside the flow that the engine runs.
 *
 * @param definition the engine's id of this version
 * @param journey the journey's id
 * @param name the journey's name for people
 * @param start what starts it
 * @param catches the message events that wait, by element id
 * @param properties the extension properties of every element, by element id
 * @param names the names of all elements, by element id
 * @param reads the paths its expressions read
 */
public record Diagram(
        String definition,
        String journey,
        int version,
        String name,
        Start start,
        Map<String, Catch> catches,
        Map<String, Map<String, String>> properties,
        Map<String, String> names,
        Set<String> reads) {

    /**
     * What starts the journey.
     *
     * @param element the start event's id
     * @param onlyIf a condition; null when everybody may enter
     * @param standing how much the journey matters, and what it is about
     */
    public record Start(
            String element, String activity, String onlyIf, Keyed keyedBy, Reentry reentry, Standing standing) {}

    /**
     * How a journey stands beside others.
     *
     * @param intent how close the person is to buying: {@code high}, {@code medium} or {@code low}
     * @param topic what people may switch off; null when none
     */
    public record Standing(JourneyClass journeyClass, String intent, String topic) {

        /** The words {@code journey.class}, {@code journey.intent}, {@code journey.topic}. */
        public Map<String, Object> words() {
            Map<String, Object> words = new HashMap<>();
            words.put("class", journeyClass.code());
            words.put("intent", intent);
            words.put("topic", topic);
            return words;
        }
    }

    /**
     * A message event that waits.
     *
     * @param anyKey whether an activity about another cart, order or product counts too
     */
    public record Catch(String activity, boolean anyKey, String onlyIf) {}

    /** One property of an element; null when it is not set. */
    public String property(String element, String property) {
        String value = properties.getOrDefault(element, Map.of()).get(property);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
