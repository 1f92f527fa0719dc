package io.relance.bench;

import io.relance.node.Shopping;

/**
 * W1 once more, by turns with the rules that hold where nobody set any and with none but consent and suppression: what
 * the whole gate costs beside them.
 */
final class WholeGate implements Work {

    /** Of W1's mails, in each turn and on each side: a third. */
    private static final int PART = 3;

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        int mails = sizes.mails() / PART;
        int turns = 2 * sizes.rounds();
        double whole = 0;
        double consent = 0;
        for (int turn = 0; turn < turns; turn++) {
            // Who comes second finds bigger tables and warmer code.
            if (turn % 2 == 0) {
                consent += consentAlone(rig, turn, mails);
            }
            rig.withUsualRules();
            whole += mails(rig, "gate-whole-" + turn, mails);
            if (turn % 2 == 1) {
                consent += consentAlone(rig, turn, mails);
            }
        }
        rig.withoutRules();
        run.of("w1.gate").put("whole_cpu_s_per_1000", whole / turns);
        run.of("w1.gate").put("consent_cpu_s_per_1000", consent / turns);
        run.judge("w1.gate_ratio", whole / consent);
    }

    private static double consentAlone(Rig rig, int turn, int mails) {
        rig.withoutRules();
        return mails(rig, "gate-consent-" + turn, mails);
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
