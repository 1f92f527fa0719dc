package io.relance.journey.ahead;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity.INCIDENT_STATE_BIT;
import static org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity.JOBS_STATE_BIT;
import static org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity.VARIABLES_STATE_BIT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.util.BitMaskUtil;

/**
 * Reads process instances ahead for one engine command: what the engine keeps of them, in one query per table, tied
 * together as the engine would have done it piece by piece while it works. What is not read here (a task, say), the
 * engine reads itself. Versions are checked when the command writes, as ever.
 */
public class Ahead implements Session {

    private final Set<String> known = new HashSet<>();
    private final List<JobEntity> jobs = new ArrayList<>();
    private final List<IncidentEntity> incidents = new ArrayList<>();

    Ahead() {}

    /** What the command that runs now has read ahead. */
    public static Ahead current() {
        return Context.getCommandContext().getSession(Ahead.class);
    }

    /** Keeps others from changing these process instances until the transaction ends; waits for whoever is at it. */
    public void hold(Collection<String> instances) {
        select("hold", instances);
    }

    /** Reads these process instances and answers them, without those that are gone or that this command has touched. */
    public Collection<ExecutionEntity> read(Collection<String> instances) {
        Set<String> fresh = new HashSet<>(instances);
        db().getCachedEntitiesByType(ExecutionEntity.class)
                .forEach(execution -> fresh.remove(execution.getProcessInstanceId()));
        List<ExecutionEntity> executions = select("executions", fresh);
        tie(executions);
        List<ExecutionEntity> roots = executions.stream()
                .filter(ExecutionEntity::isProcessInstanceExecution)
                .toList();
        roots.forEach(root -> known.add(root.getId()));
        return roots;
    }

    /** Whether everything about that process instance has been read. */
    boolean knows(String instance) {
        return known.contains(instance);
    }

    /** The jobs there were. */
    List<JobEntity> jobs() {
        return jobs;
    }

    /** The incidents there were. */
    List<IncidentEntity> incidents() {
        return incidents;
    }

    private void tie(List<ExecutionEntity> all) {
        var trees = all.stream().collect(groupingBy(ExecutionEntity::getProcessInstanceId));
        var byId = all.stream().collect(toMap(ExecutionEntity::getId, Function.identity()));
        var waits = parts("subscriptions", byId, EventSubscriptionEntity::getExecutionId);
        var timers = parts("jobs", byId, JobEntity::getExecutionId);
        var failures = parts(any(all, INCIDENT_STATE_BIT), "incidents", byId, IncidentEntity::getExecutionId);
        var values = parts(any(all, VARIABLES_STATE_BIT), "variables", byId, VariableInstanceEntity::getExecutionId);
        timers.values().forEach(jobs::addAll);
        failures.values().forEach(incidents::addAll);
        all.forEach(Ahead::expectNoMore);
        all.stream()
                .filter(ExecutionEntity::isProcessInstanceExecution)
                .forEach(root -> root.restoreProcessInstance(
                        trees.get(root.getId()),
                        waits.getOrDefault(root.getId(), List.of()),
                        values.getOrDefault(root.getId(), List.of()),
                        null,
                        timers.getOrDefault(root.getId(), List.of()),
                        failures.getOrDefault(root.getId(), List.of()),
                        null));
    }

    private static <T> Map<String, List<T>> parts(
            boolean some, String table, Map<String, ExecutionEntity> executions, Function<T, String> execution) {
        return some ? parts(table, executions, execution) : Map.of();
    }

    /** A table's rows by process instance; one whose execution came between the two queries is not for this command. */
    private static <T> Map<String, List<T>> parts(
            String table, Map<String, ExecutionEntity> executions, Function<T, String> execution) {
        Set<String> instances = new HashSet<>();
        executions.values().forEach(each -> instances.add(each.getProcessInstanceId()));
        return Ahead.<T>select(table, instances).stream()
                .filter(row -> executions.containsKey(execution.apply(row)))
                .collect(groupingBy(row -> executions.get(execution.apply(row)).getProcessInstanceId()));
    }

    private static boolean any(Collection<ExecutionEntity> executions, int bit) {
        return executions.stream().anyMatch(each -> BitMaskUtil.isBitOn(each.getCachedEntityStateRaw(), bit));
    }

    /** Else the engine would look for jobs and incidents again when it is handed the first one. */
    private static void expectNoMore(ExecutionEntity execution) {
        int state = BitMaskUtil.setBitOff(execution.getCachedEntityStateRaw(), JOBS_STATE_BIT);
        execution.setCachedEntityState(BitMaskUtil.setBitOff(state, INCIDENT_STATE_BIT));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> select(String query, Collection<String> about) {
        return about.isEmpty()
                ? List.of()
                : db().selectList("relance.ahead." + query, (Object) about.toArray(String[]::new));
    }

    private static DbEntityManager db() {
        return Context.getCommandContext().getDbEntityManager();
    }

    @Override
    public void flush() {
        // It writes nothing.
    }

    @Override
    public void close() {
        known.clear();
    }
}
