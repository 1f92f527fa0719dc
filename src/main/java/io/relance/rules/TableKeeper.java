package io.relance.rules;

import java.util.List;

/**
 * Port: a room that has decision tables of its own, with a vocabulary of its own. They are deployed like any other, and
 * are the room's to check and to run.
 */
public interface TableKeeper {

    /** Whether a decision of that id is this room's. */
    boolean keeps(String decision);

    /** What is wrong with the file of such a decision; empty when nothing is. */
    List<Problem> check(String decision, byte[] dmn);

    /** The file was deployed; in the deployment's transaction. */
    void deployed(String decision, byte[] dmn);
}
