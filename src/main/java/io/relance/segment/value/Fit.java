package io.relance.segment.value;

import java.util.Optional;

/**
 * What came of fitting a model to a shop's customers: the model, or the reason why there is none.
 *
 * @param <M> the model
 */
public sealed interface Fit<M> {

    /** The model, if there is one. */
    default Optional<M> model() {
        return Optional.empty();
    }

    /**
     * A model whose likelihood could not be made any greater.
     *
     * @param found the model
     * @param logLikelihood of the customers it was fitted to, natural logarithm
     * @param customers how many it was fitted to
     * @param atLimit whether a parameter ran to the end of the range that is searched: the customers are alike in
     *     something the model takes to differ (everybody buys at one pace, nobody leaves). What the model expects is
     *     sound, its parameters mean nothing by themselves
     */
    record Fitted<M>(M found, double logLikelihood, long customers, boolean atLimit) implements Fit<M> {

        @Override
        public Optional<M> model() {
            return Optional.of(found);
        }
    }

    /**
     * No model.
     *
     * @param reason why, as a code
     * @param detail why, in a sentence with the numbers
     */
    record Unfitted<M>(Reason reason, String detail) implements Fit<M> {}

    /** Why a model could not be fitted. */
    enum Reason {
        /** Too few customers, or too few of them came back. */
        NOT_ENOUGH_HISTORY,
        /** The search for the greatest likelihood did not come to rest. */
        NOT_CONVERGED,
        /** The most likely model has no finite average, so it expects nothing that could be said. */
        NO_AVERAGE
    }
}
