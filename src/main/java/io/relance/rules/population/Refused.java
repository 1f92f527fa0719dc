package io.relance.rules.population;

/** A cell asks what cannot be asked of everybody; its message, "calls a function; accepted: …", is told to the author. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong and what is accepted, with the cell as its unspoken subject */
    public Refused(String sentence) {
        super(sentence);
    }
}
