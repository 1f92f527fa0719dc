package io.relance.segment.tally;

import io.relance.contact.Activity;
import io.relance.shop.Orders;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which completed orders of a batch the shop had told of before, as it does that sends each from its pages and from its
 * server: they are activities, and nothing more was bought.
 */
@Component
class OrdersToldAgain {

    private final JdbcClient sql;
    private final String toldAgain = TallyRows.named("told-again");

    OrdersToldAgain(JdbcClient sql) {
        this.sql = sql;
    }

    private record Told(Activity activity, String order) {}

    /** Their activities' numbers; in one read, and only where something was ordered. */
    Set<Long> among(List<Happened> happened) {
        List<Told> told = new ArrayList<>();
        happened.stream().filter(Happened::isOrder).map(Happened::activity).forEach(activity -> Orders.concerned(
                        activity)
                .ifPresent(order -> told.add(new Told(activity, order.orderId()))));
        if (told.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(sql.sql(toldAgain)
                .param("ids", column(told, each -> each.activity().id(), Long[]::new))
                .param(
                        "contacts",
                        column(told, each -> each.activity().contact().value(), Long[]::new))
                .param("orders", column(told, Told::order, String[]::new))
                // No more of a moment than the database keeps.
                .param(
                        "ats",
                        column(
                                told,
                                each -> each.activity()
                                        .at()
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .toString(),
                                String[]::new))
                .query(Long.class)
                .list());
    }

    private static <T> T[] column(List<Told> told, Function<Told, T> value, IntFunction<T[]> array) {
        return told.stream().map(value).toArray(array);
    }
}
