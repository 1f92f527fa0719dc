package io.relance.journey.ahead;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;

/** What the engine's configuration needs so that commands can read {@link Ahead}. */
public final class AheadSessions {

    private static final String QUERIES = "<mapper resource=\"sql/journey/ahead.xml\"/>";

    private AheadSessions() {}

    /** The sessions to put beside the engine's own, or in their place. */
    public static List<SessionFactory> factories() {
        return List.of(
                new Factory(Ahead.class, Ahead::new),
                new Factory(ExecutionManager.class, AheadExecutions::new),
                new Factory(JobManager.class, AheadJobs::new),
                new Factory(IncidentManager.class, AheadIncidents::new));
    }

    /** The engine's list of mapped queries, and ours. */
    public static InputStream withQueries(InputStream engines) {
        try (engines) {
            String mappers = new String(engines.readAllBytes(), StandardCharsets.UTF_8);
            return new ByteArrayInputStream(
                    mappers.replace("</mappers>", QUERIES + "</mappers>").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Factory(Class<?> type, Supplier<Session> sessions) implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return sessions.get();
        }
    }
}
