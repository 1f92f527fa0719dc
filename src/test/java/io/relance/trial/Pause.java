package io.relance.trial;

/** Keeps the pollers still while the clock is moved. */
public interface Pause {

    /** Runs {@code work} while no poller runs any. */
    void during(Runnable work);
}
