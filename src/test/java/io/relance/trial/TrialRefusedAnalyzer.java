package io.relance.trial;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person who started the trial why it cannot start, without a stack trace. */
class TrialRefusedAnalyzer extends AbstractFailureAnalyzer<TrialRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, TrialRefused refused) {
        return new FailureAnalysis(refused.getMessage(), null, refused);
    }
}
