package io.relance.bench;

import io.relance.node.Arrival;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** W2: runs that wait a minute, while which half of the contacts buy; the others are written to, and only they. */
final class WaitAndBuy implements Work {

    private static final String PEOPLE = "w2";

    /** A timer is due so many milliseconds after 1970; the latest of them. */
    private static final String LAST_DUE =
            """
            select (extract(epoch from max(j.duedate_)) * 1000)::bigint from act_ru_job j
            join act_ru_execution p on p.id_ = j.process_instance_id_
            join journey.enrolment e on e.id::text = p.business_key_
            where e.journey = 'bench-wait' and e.id > %d""";

    private static final String ENTERED =
            "select count(*) from journey.enrolment where journey = 'bench-wait' and id > %d";
    private static final String RUNNING = ENTERED + " and ended_at is null";

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        int runs = sizes.waits();
        int buyers = runs / 2;
        rig.identify(PEOPLE, runs);
        int before = rig.sink.count();
        long[] lastDue = new long[1];
        long others = rig.database.number("select coalesce(max(id), 0) from journey.enrolment");

        Usage usage = rig.measure("w2", runs, () -> {
            rig.post(Shopping.batches(rig.url(), Events.track(PEOPLE, "Cart Left"), 0, runs));
            Shopped bought = rig.post(Shopping.batches(rig.url(), Events.purchase(PEOPLE), 0, buyers));
            run.of("w2").put("purchases_s", bought.seconds());
            rig.awaitSlowly("W2's runs", () -> rig.database.number(ENTERED.formatted(others)) >= runs);
            lastDue[0] = rig.database.number(LAST_DUE.formatted(others));
            // Mails first: to look for running runs costs the database something, and it is its cost that is measured.
            rig.await("W2's mails", () -> rig.sink.count() - before >= runs - buyers);
            rig.awaitSlowly("W2's end", () -> rig.database.number(RUNNING.formatted(others)) == 0);
        });

        // A mail too many may come late.
        Rig.pause(2000);
        List<Arrival> mails = rig.sink.arrivals(before);
        long last = mails.stream().mapToLong(Arrival::at).max().orElse(0);
        usage.into(run.of("w2"), "");
        rig.memoryInto(run.of("w2"));
        run.judge("w2.lag_s", Math.max(0, (last - lastDue[0]) / 1000.0));
        run.judge(
                "w2.wrong", mails.stream().filter(mail -> number(mail) < buyers).count());
        run.judge("w2.duplicates", duplicates(mails));
        run.judge("w2.cpu_s_per_1000", usage.cpuMillis());
    }

    /** The contact's number in the address. */
    private static int number(Arrival mail) {
        String address = mail.recipient();
        return Integer.parseInt(address.substring(address.indexOf('-') + 1, address.indexOf('@')));
    }

    private static long duplicates(List<Arrival> mails) {
        Set<String> recipients = new HashSet<>();
        return mails.stream().filter(mail -> !recipients.add(mail.recipient())).count();
    }
}
