package io.relance.message.history;

import static io.relance.message.sql.Columns.counts;
import static io.relance.message.sql.Columns.moments;
import static io.relance.message.sql.Columns.numbers;
import static io.relance.message.sql.Columns.texts;

import io.relance.message.Draft;
import io.relance.message.history.MessageTable.Entry;
import io.relance.pressure.Permit;
import io.relance.shared.StepRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** New messages as the arrays of their columns; moments as text, which PostgreSQL reads exactly. */
final class EntryColumns {

    private EntryColumns() {}

    static Map<String, Object> of(List<Entry> entries) {
        Map<String, Object> columns = new HashMap<>();
        addDrafts(entries.stream().map(Entry::draft).toList(), columns);
        addSteps(entries.stream().map(entry -> entry.draft().step()).toList(), columns);
        columns.put("ids", numbers(entries, Entry::id));
        columns.put("nows", moments(entries, Entry::queuedAt));
        columns.put("permits", numbers(entries, entry -> ifAny(entry.permit(), Permit::id)));
        columns.put("addresses", texts(entries, entry -> ifAny(entry.permit(), Permit::address)));
        columns.put("states", texts(entries, entry -> entry.state().code()));
        columns.put("reasons", texts(entries, Entry::reason));
        columns.put("dues", moments(entries, Entry::due));
        return columns;
    }

    private static void addDrafts(List<Draft> drafts, Map<String, Object> columns) {
        columns.put("contacts", numbers(drafts, draft -> draft.contact().value()));
        columns.put("channels", texts(drafts, draft -> draft.channel().code()));
        columns.put("templates", texts(drafts, Draft::template));
        columns.put(
                "messageClasses", texts(drafts, draft -> draft.messageClass().code()));
        columns.put("carts", texts(drafts, Draft::cartId));
        columns.put("orders", texts(drafts, Draft::orderId));
        columns.put("products", texts(drafts, Draft::productId));
        columns.put("dropAfters", moments(drafts, Draft::dropAfter));
        columns.put("waitAfters", moments(drafts, Draft::waitAfter));
    }

    private static void addSteps(List<StepRef> steps, Map<String, Object> columns) {
        columns.put("journeys", texts(steps, step -> ifAny(step, StepRef::journey)));
        columns.put("journeyVersions", counts(steps, step -> ifAny(step, StepRef::version)));
        columns.put("enrolments", numbers(steps, step -> ifAny(step, StepRef::enrolment)));
        columns.put("steps", texts(steps, step -> ifAny(step, StepRef::step)));
    }

    private static <S, T> T ifAny(S source, Function<S, T> value) {
        return source == null ? null : value.apply(source);
    }
}
