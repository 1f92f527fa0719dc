package io.relance.segment.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of segments' names. */
@Component
class SegmentNameRows {

    private final JdbcClient sql;
    private final TransactionTemplate apart;

    SegmentNameRows(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Apart: a name that somebody remembers must not go with a transaction that is taken back. */
    void add(Collection<String> names) {
        apart.executeWithoutResult(status -> sql.sql(
                        "insert into segment.named (name) select unnest(:names) order by 1 on conflict do nothing")
                .param("names", names.toArray(String[]::new))
                .update());
    }

    Map<String, Integer> all() {
        Map<String, Integer> all = new HashMap<>();
        sql.sql("select id, name from segment.named").query(row -> {
            all.put(row.getString("name"), row.getInt("id"));
        });
        return all;
    }
}
