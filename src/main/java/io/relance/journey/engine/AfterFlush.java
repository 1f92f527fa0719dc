package io.relance.journey.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * What a step causes outside its own run (an activity that may wake other runs) must wait until the engine has written
 * the command that ran the step, and still belong to its transaction. This stands between the two.
 */
public class AfterFlush extends CommandInterceptor {

    private static final int DEPTH = 20;
    private static final ThreadLocal<Deque<Runnable>> waiting = ThreadLocal.withInitial(ArrayDeque::new);
    private static final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    private final Supplier<IdentityService> identities;

    AfterFlush(Supplier<IdentityService> identities) {
        this.identities = identities;
    }

    /** Runs {@code work} once the present command is written, in its transaction. */
    public static void run(Runnable work) {
        waiting.get().add(work);
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (Context.getCommandContext() != null) {
            return next.execute(command);
        }
        Deque<Runnable> outer = waiting.get();
        waiting.set(new ArrayDeque<>());
        try {
            T result = next.execute(command);
            drain();
            return result;
        } finally {
            waiting.set(outer);
        }
    }

    private void drain() {
        Deque<Runnable> works = waiting.get();
        if (works.isEmpty()) {
            return;
        }
        if (depth.get() >= DEPTH) {
            throw new IllegalStateException(
                    "journeys wake each other in a circle: " + DEPTH + " activities caused one another at one moment");
        }
        depth.set(depth.get() + 1);
        // Whoever completed the task need not be allowed to touch the runs it wakes.
        IdentityService identity = identities.get();
        Authentication user = identity.getCurrentAuthentication();
        try {
            if (user != null) {
                identity.clearAuthentication();
            }
            while (!works.isEmpty()) {
                works.poll().run();
            }
        } finally {
            depth.set(depth.get() - 1);
            if (user != null) {
                identity.setAuthentication(user.getUserId(), user.getGroupIds(), user.getTenantIds());
            }
        }
    }
}
