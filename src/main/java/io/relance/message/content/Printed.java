package io.relance.message.content;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** Ends every output tag: escapes for HTML, and notes a value that is not there. Its word is the tag's own text. */
final class Printed extends Filter {

    static final String NAME = "printed";

    Printed() {
        super(NAME);
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... words) {
        RenderContext render = RenderContext.of(context);
        render.step();
        String text = text(value, context, render);
        if (text.isBlank() && words.length > 0) {
            render.missing.add(words[0].toString());
        }
        return render.html ? Html.escape(text) : Html.plain(text);
    }

    /** A map is no value: whoever prints one forgot to say what of it. */
    private String text(Object value, TemplateContext context, RenderContext render) {
        if (value == null || value instanceof Map) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Instant) {
            return String.valueOf(OurFilters.dateTime(value, render));
        }
        return value instanceof LocalDate ? String.valueOf(OurFilters.date(value, render)) : asString(value, context);
    }
}
