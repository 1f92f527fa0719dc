package io.relance.bench;

/** W7: what a message and its history need on disk, over all tables and indexes; not its contact, not its event. */
final class StoredMessages implements Work {

    /**
     * The message, its queue, its permit, its links, what was decided about it and the run that sent it; whatever the
     * rooms add to their schemas counts. The timeline counts with what is on it beside the events sent.
     */
    private static final String TABLES =
            """
            select n.nspname || '.' || c.relname, pg_total_relation_size(c.oid)::bigint from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and (n.nspname in ('message', 'pressure', 'journey', 'tracking', 'channel_email')
              or c.relname like 'act\\_ru\\_%' or c.relname like 'act\\_hi\\_%'
              or (n.nspname = 'contact' and c.relname like 'decision%'))
            order by 1""";

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        rig.settle();
        var before = rig.database.numbers(TABLES);
        int stored = sizes.stored();
        rig.measure("w7", stored, () -> send(rig, sizes)).into(run.of("w7"), "");
        rig.memoryInto(run.of("w7"));
        rig.settle();
        var after = rig.database.numbers(TABLES);
        double bytes = 0;
        for (var table : after.entrySet()) {
            double more = (double) (table.getValue() - before.getOrDefault(table.getKey(), 0L)) / stored;
            bytes += more;
            if (more > 0) {
                run.of("w7").put("bytes " + table.getKey(), more);
            }
        }
        run.judge("w7.bytes_per_message", bytes);
    }

    private static void send(Rig rig, Sizes sizes) {
        int sent = 0;
        for (int round = 1; sent < sizes.stored(); round++) {
            int mails = Math.min(sizes.mails(), sizes.stored() - sent);
            rig.mails(OneMail.PEOPLE, 0, mails, " again " + round);
            sent += mails;
        }
    }
}
