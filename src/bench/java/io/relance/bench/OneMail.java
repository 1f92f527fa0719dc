package io.relance.bench;

import io.relance.node.Shopped;
import io.relance.node.Shopping;

/** W1: an event each, a mail each; from the first request until the last mail is at the SMTP server. */
final class OneMail implements Work {

    static final String PEOPLE = "w1";

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        rig.identify(PEOPLE, sizes.mails());
        int before = rig.sink.count();
        rig.withUsualRules();
        TableWrites writes = TableWrites.read(rig.database);

        Usage usage = rig.measure("w1", sizes.mails(), () -> {
            Shopping events = Shopping.batches(rig.url(), Events.track(PEOPLE, "Mail Wanted"), 0, sizes.mails());
            Shopped shopped = rig.post(events);
            run.of("w1").put("intake_per_s", sizes.mails() / shopped.seconds());
            run.of("w1").put("intake_p99_ms", shopped.p99());
            rig.await("W1's mails", () -> rig.sink.count() - before >= sizes.mails());
        });

        rig.withoutRules();
        usage.into(run.of("w1"), "");
        rig.memoryInto(run.of("w1"));
        TableWrites.read(rig.database).since(writes).into(run.of("w1.rows"));
        run.judge("w1.cpu_s_per_1000", usage.cpuMillis());
        run.judge("w1.per_s", usage.perSecond());
    }
}
