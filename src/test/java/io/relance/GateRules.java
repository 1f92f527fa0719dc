package io.relance;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gate's rules, for tests that are about something else. */
public final class GateRules {

    /** No rule at all, as an admin would put it. */
    public static final String NONE =
            """
            {"caps": null, "hours": null, "holdBack": null, "spread": null, "refusedCall": null, "openCase": null,
             "sameContent": false, "sameOffer": null, "keyDays": false, "coldAfter": null}""";

    private GateRules() {}

    /** Whoever agreed may be written to at any hour and as often as one likes; the law's hours for SMS stay. */
    public static void none(JdbcClient db) {
        set(db, NONE);
    }

    /** These, as an admin would put them. */
    public static void set(JdbcClient db, String rules) {
        db.sql("insert into pressure.setting (changed_at, changed_by, rules) values (?, 'test', ?::jsonb)")
                .params(OffsetDateTime.parse("2026-01-01T00:00:00Z"), rules)
                .update();
    }

    /** Those that hold where nobody set any. */
    public static void usual(JdbcClient db) {
        db.sql("delete from pressure.setting").update();
    }
}
