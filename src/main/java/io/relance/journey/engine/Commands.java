package io.relance.journey.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Runs work inside one engine command, so that the engine writes once for all of it. */
@Component
public class Commands {

    private final ProcessEngineConfigurationImpl engine;

    Commands(@Lazy ProcessEngine engine, @Lazy ProcessEngineConfigurationImpl configuration) {
        this.engine = configuration;
    }

    /** Runs {@code work} in one command, in the caller's transaction. */
    public void run(Runnable work) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            work.run();
            return null;
        });
    }

    /** Whether a failure passes by itself: two commands met at one run, or the database was not to be had. */
    public static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.camunda.bpm.engine.OptimisticLockingException
                    || cause instanceof org.springframework.dao.TransientDataAccessException
                    || cause instanceof org.springframework.dao.RecoverableDataAccessException
                    || cause instanceof org.springframework.transaction.CannotCreateTransactionException
                    || Deadlock.is(cause)) {
                return true;
            }
        }
        return false;
    }
}
