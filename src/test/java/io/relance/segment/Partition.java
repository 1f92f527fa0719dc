package io.relance.segment;

/** What the fifths of recency and frequency are called: the 5 x 5 partition as it is drawn in public, row by row. */
final class Partition {

    private static final String[][] NAMES = {
        {"hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"},
        {"hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"},
        {"about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"},
        {"promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"},
        {"new", "potential_loyalist", "potential_loyalist", "champions", "champions"}
    };

    private Partition() {}

    /** Each from 1 to 5, 5 the best. */
    static String of(int r, int f) {
        return NAMES[r - 1][f - 1];
    }
}
