package io.relance.bench;

/** From when until when something was done, on the clock of {@code System.nanoTime()}. */
final class Span {

    private long from;
    private long until;

    void during(Runnable work) {
        from = System.nanoTime();
        work.run();
        until = System.nanoTime();
    }

    long from() {
        return from;
    }

    long until() {
        return until;
    }

    double seconds() {
        return (until - from) / 1e9;
    }
}
