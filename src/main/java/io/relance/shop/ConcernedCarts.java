package io.relance.shop;

import io.relance.contact.Activity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which carts activities concern, asked of the database at once for all those that do not say it themselves. */
@Component
class ConcernedCarts {

    /** An activity about which the database is asked. */
    private record Asked(Activity activity, References references) {

        boolean isOrder() {
            return References.OF_ORDERS.contains(References.nameOf(activity));
        }

        String orderId() {
            return isOrder() ? references.orderIdOr(activity.id()) : null;
        }

        boolean isUnnamed() {
            return !references.nameACart() && References.OF_CARTS.contains(References.nameOf(activity));
        }
    }

    private final JdbcClient sql;
    private final String question = Sql.named("concerned-carts");

    ConcernedCarts(JdbcClient sql) {
        this.sql = sql;
    }

    Map<Long, Set<String>> of(Collection<Activity> activities) {
        Map<Long, Set<String>> carts = new HashMap<>();
        List<Asked> open = new ArrayList<>();
        for (Activity activity : activities) {
            Asked asked = new Asked(activity, References.in(activity));
            if (asked.isOrder()) {
                carts.put(activity.id(), Set.of());
                open.add(asked);
            } else if (asked.references().cartId() != null) {
                carts.put(activity.id(), Set.of(asked.references().cartId()));
            } else if (asked.references().nameACart() || asked.isUnnamed()) {
                open.add(asked);
            }
        }
        if (!open.isEmpty()) {
            ask(open).forEach((activity, found) -> carts.put(activity, Set.copyOf(found)));
        }
        return carts;
    }

    private Map<Long, Set<String>> ask(List<Asked> open) {
        Map<Long, Set<String>> found = new HashMap<>();
        sql.sql(question)
                .param("activities", column(open, Long[]::new, asked -> asked.activity()
                        .id()))
                .param("contacts", column(open, Long[]::new, asked -> asked.activity()
                        .contact()
                        .value()))
                .param("orders", column(open, String[]::new, Asked::orderId))
                .param("checkouts", column(open, String[]::new, asked -> named(asked, References::checkoutId)))
                .param("tokens", column(open, String[]::new, asked -> named(asked, References::cartToken)))
                .param("unnamed", column(open, Boolean[]::new, Asked::isUnnamed))
                .query((row, number) -> found.computeIfAbsent(row.getLong("activity"), id -> new LinkedHashSet<>())
                        .add(row.getString("cart_id")))
                .list();
        return found;
    }

    private static String named(Asked asked, Function<References, String> name) {
        return asked.isOrder() ? null : name.apply(asked.references());
    }

    private static <T> T[] column(List<Asked> rows, IntFunction<T[]> array, Function<Asked, T> value) {
        return rows.stream().map(value).toArray(array);
    }
}
