package io.relance.consent;

import io.relance.consent.file.OptOutFile.OptOut;
import io.relance.contact.KeyedHash;
import io.relance.shared.Site;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Suppressions of many numbers at once. */
@Component
class OptOutRows {

    /**
     * A line of a mere day stands at its end, ahead of us today: it is kept as now, and known by its day when the same
     * list comes again after a START.
     */
    private static final String SUPPRESS =
            """
            with news as (
              insert into consent.suppression (channel, address, reason, at, source)
              select 'sms', case when exists (select from consent.suppression where address = told.hash)
                then hash else number end, 'stop', least(at::timestamptz, :now), source
              from unnest(:numbers, :hashes, :ats::text[], :sources) as told (number, hash, at, source)
              where not exists (
                select from consent.suppression_log l
                where l.channel = 'sms' and l.address in (told.number, told.hash) and l.reason = 'stop' and l.act = 'lifted'
                  and (l.at > told.at::timestamptz or exists (
                    select from consent.suppression_log b
                    where b.channel = 'sms' and b.address = l.address and b.reason = 'stop' and b.act = 'suppressed'
                      and b.source = told.source and b.at between b.recorded_at - interval '1 minute' and l.at
                      and date_trunc('day', b.at, 'UTC') + interval '23:59:59' = told.at::timestamptz)))
              on conflict do nothing
              returning channel, address, reason, at, source
            )
            insert into consent.suppression_log (channel, address, reason, act, at, source, recorded_at)
            select channel, address, reason, 'suppressed', at, source, :now from news""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final KeyedHash hash;

    OptOutRows(JdbcClient jdbc, Clock clock, Site site) {
        this.jdbc = jdbc;
        this.clock = clock;
        hash = Suppressions.hash(site);
    }

    /** Suppresses those that have not said START since; how many were not silent before. */
    int suppress(List<OptOut> optOuts) {
        return jdbc.sql(SUPPRESS)
                .param("numbers", column(optOuts, OptOut::number))
                .param("hashes", column(optOuts, each -> hash.of(each.number())))
                .param("ats", column(optOuts, each -> each.at().toString()))
                .param("sources", column(optOuts, OptOut::source))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String[] column(List<OptOut> rows, Function<OptOut, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
