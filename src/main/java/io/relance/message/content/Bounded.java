package io.relance.message.content;

import liqp.TemplateContext;
import liqp.filters.Filter;

/** A filter whose results cannot grow without end. */
final class Bounded extends Filter {

    private static final int LONGEST = 100_000;

    private final Filter filter;

    Bounded(Filter filter) {
        super(filter.getName());
        this.filter = filter;
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... more) {
        RenderContext.of(context).step();
        Object result = filter.apply(value, context, more);
        if (result instanceof CharSequence text && text.length() > LONGEST) {
            throw new IllegalStateException(
                    "the filter " + name + " makes a text of more than " + LONGEST + " characters");
        }
        return result;
    }
}
