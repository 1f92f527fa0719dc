package io.relance.segment.fact;

import io.relance.rules.FactType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One fact a table may read.
 *
 * @param path what tables call it: {@code orders.count}
 * @param sql its value, over the sources' columns and the parameters {@code now} and {@code today}; null where nobody knows
 * @param columns what it needs of sources that are summed up
 * @param sources what else must be joined
 * @param due the next moment at which time alone changes an answer, given the values at which tests change theirs (empty:
 *     any change counts); null for a fact that time alone does not change
 * @param fractions whether it passes through fractions: then those values are the very numbers it is compared with, else
 *     the whole numbers at which an answer changes
 */
public record Fact(
        String path,
        FactType type,
        String sql,
        List<Column> columns,
        Set<Source> sources,
        Function<Set<BigDecimal>, String> due,
        boolean fractions) {

    static Fact of(String path, FactType type, String sql, Source... sources) {
        return new Fact(path, type, sql, List.of(), Set.of(sources), null, false);
    }

    static Fact of(String path, FactType type, String sql, List<Column> columns) {
        return new Fact(path, type, sql, columns, Set.of(), null, false);
    }

    Fact dueBy(Function<Set<BigDecimal>, String> sqlOf) {
        return new Fact(path, type, sql, columns, sources, sqlOf, false);
    }

    Fact dueByFractions(Function<Set<BigDecimal>, String> sqlOf) {
        return new Fact(path, type, sql, columns, sources, sqlOf, true);
    }

    Fact with(Source... more) {
        return new Fact(path, type, sql, columns, Set.of(more), due, fractions);
    }
}
