package io.relance.bench;

import io.relance.node.Shopping;

/**
 * W1 once more, by turns with the rules that hold where nobody set any and with none but consent and suppression: what
 * the whole gate costs beside them.
 */
final class WholeGate implements Work {

    private static final int TURNS = 3;

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        int mails = sizes.mails() / TURNS;
        double whole = 0;
        double consent = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            rig.withoutRules();
            consent += mails(rig, "gate-consent-" + turn, mails);
            rig.withUsualRules();
            whole += mails(rig, "gate-whole-" + turn, mails);
        }
        rig.withoutRules();
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
}
