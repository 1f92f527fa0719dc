package io.relance.pressure;

/** How French is set, where sentences are written with plain spaces. */
public final class French {

    private static final String NO_BREAK = "\u00a0";
    private static final String NARROW_NO_BREAK = "\u202f";

    private French() {}

    /** The same with the spaces that no line breaks at, beside quotation marks and high punctuation; null for null. */
    public static String typeset(String sentence) {
        return sentence == null
                ? null
                : sentence.replace("« ", "«" + NO_BREAK)
                        .replace(" »", NO_BREAK + "»")
                        .replace(" : ", NO_BREAK + ": ")
                        .replace(" ;", NARROW_NO_BREAK + ";")
                        .replace(" ?", NARROW_NO_BREAK + "?")
                        .replace(" !", NARROW_NO_BREAK + "!");
    }
}
