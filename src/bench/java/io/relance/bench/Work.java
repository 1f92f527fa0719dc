package io.relance.bench;

/** One work of the benchmarks: does it on a rig and writes down what it took. */
@FunctionalInterface
interface Work {

    void run(Rig rig, Sizes sizes, Run run);
}
