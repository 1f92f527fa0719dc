package io.relance.segment.run;

/** Lets one node at a time work over everybody; a node that dies lets go by that. */
public interface OneAtATime {

    /** Does the work, unless another node is at it. */
    void run(Runnable work);
}
