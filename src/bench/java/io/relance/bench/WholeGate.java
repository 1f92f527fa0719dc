package io.relance.bench;

import io.relance.node.Shopping;

/**
 * W1 once more, by turns with the rules that hold where nobody set any and with none but consent and suppression: what
 * the whole gate costs beside them.
 */
final class WholeGate implements Work {

    private static final int TURNS = 3;

    private static final String NONE =
            """
            {"caps": null, "hours": null, "holdBack": null, "spread": null, "refusedCall": null, "openCase": null,
             "sameContent": false, "sameOffer": null, "keyDays": false, "coldAfter": null}""";

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        int mails = sizes.mails() / TURNS;
        double whole = 0;
        double consent = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            rules(rig, NONE);
            consent += mails(rig, "gate-consent-" + turn, mails);
            rules(rig, null);
            whole += mails(rig, "gate-whole-" + turn, mails);
        }
        run.of("w1.gate").put("whole_cpu_s_per_1000", whole / TURNS);
        run.of("w1.gate").put("consent_cpu_s_per_1000", consent / TURNS);
        run.judge("w1.gate_ratio", whole / consent);
    }

    private static double mails(Rig rig, String people, int mails) {
        rig.identify(people, mails);
        int before = rig.sink.count();
        Usage usage = rig.measure(people, mails, () -> {
            rig.post(Shopping.batches(rig.url(), Events.track(people, "Mail Wanted"), 0, mails));
            rig.await(people, () -> rig.sink.count() - before >= mails);
        });
        return usage.cpuMillis();
    }

    /** Null: those that hold where nobody set any. */
    private static void rules(Rig rig, String rules) {
        rig.database.execute(
                rules == null
                        ? "delete from pressure.setting"
                        : "insert into pressure.setting (changed_at, changed_by, rules) values ('2026-01-01', 'bench', '"
                                + rules + "')");
    }
}
