package io.relance.trial;

import java.nio.file.Path;

/** Why a trial cannot start, in one line for the person who started it. */
public class TrialRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TrialRefused(String reason) {
        super(reason);
    }

    static TrialRefused alreadyRunning(Path folder) {
        return new TrialRefused("Another trial is running on " + folder.toAbsolutePath()
                + "; stop it first, or start in another checkout");
    }

    static TrialRefused portTaken(String setting, int port) {
        return new TrialRefused(
                "Port %d is taken; %s accepts another (a free port from 1 to 65535)".formatted(port, setting));
    }

    static TrialRefused notAPort(String setting, String value) {
        return new TrialRefused(
                "%s is '%s'; it accepts a port from 1 to 65535, or 0 for any free one".formatted(setting, value));
    }
}
