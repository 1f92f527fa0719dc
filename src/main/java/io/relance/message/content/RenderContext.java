package io.relance.message.content;

import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import liqp.TemplateContext;

/** What one rendering knows beside its words, and what it finds missing. */
final class RenderContext {

    /** Where the filters find it; no template can name a word with a space. */
    static final String KEY = "render context";

    private static final int MOST_STEPS = 100_000;

    final boolean html;
    final Locale locale;
    final ZoneId zone;
    final String currency;
    final Set<String> missing = new LinkedHashSet<>();
    private NumberFormat money;
    private int steps;

    RenderContext(boolean html, Locale locale, ZoneId zone, String currency) {
        this.html = html;
        this.locale = locale;
        this.zone = zone;
        this.currency = currency;
    }

    /** Writes amounts; made once per rendering, as making one costs more than using it. */
    NumberFormat money() {
        if (money == null) {
            money = NumberFormat.getCurrencyInstance(locale);
        }
        return money;
    }

    /** Counts the work of a rendering and stops one that never ends. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new IllegalStateException("the template does too much: more than " + MOST_STEPS + " filters");
        }
    }

    static RenderContext of(TemplateContext context) {
        return (RenderContext) context.getEnvironmentMap().get(KEY);
    }

    /** English dates and amounts are written the European way. */
    static Locale locale(String language) {
        return "en".equals(language) ? Locale.UK : Locale.forLanguageTag(language);
    }
}
