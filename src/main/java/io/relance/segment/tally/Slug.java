package io.relance.segment.tally;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of activities and categories as tables write them: {@code Order Completed} is {@code order_completed}. */
public final class Slug {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");
    private static final int LONGEST = 100;

    private Slug() {}

    /** Lower case, without accents, everything that is neither letter nor digit an underscore; empty when nothing is left. */
    public static String of(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String slug = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("_");
        String bare = EDGES.matcher(slug).replaceAll("");
        return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
    }
}
