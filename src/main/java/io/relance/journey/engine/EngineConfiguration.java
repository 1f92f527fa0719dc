package io.relance.journey.engine;

import io.relance.journey.ahead.AheadSessions;
import io.relance.journey.gate.Gate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.CompositeProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.util.CamundaSpringBootUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the engine together. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final String DATATYPES = "javax.xml.datatype.DatatypeFactory";

    static {
        // The engine looks this up for each timer it makes, and finds out each time that no jar has another.
        if (System.getProperty(DATATYPES) == null) {
            System.setProperty(
                    DATATYPES, DatatypeFactory.newDefaultInstance().getClass().getName());
        }
    }

    @Bean
    ClosedExpressions closedExpressions(Map<String, ActivityBehavior> steps) {
        return new ClosedExpressions(Map.copyOf(steps));
    }

    @Bean
    JourneyParseListener journeyParseListener(
            ClosedExpressions expressions,
            RunListeners listeners,
            @Qualifier("taskOpens") TaskListener taskOpens,
            @Qualifier("taskEnds") TaskListener taskEnds,
            @Qualifier("taskGoes") TaskListener taskGoes,
            DecideBehaviours decisions) {
        return new JourneyParseListener(expressions, listeners, taskOpens, taskEnds, taskGoes, decisions);
    }

    @Bean
    ProcessEngineConfigurationImpl processEngineConfigurationImpl(
            List<ProcessEnginePlugin> plugins,
            Clock clock,
            ClosedExpressions expressions,
            JourneyParseListener listener,
            RunSessions sessions,
            Gate gate,
            ObjectProvider<Starts> starts,
            StartTurn turn,
            List<CommandInterceptor> interceptors) {
        JourneyEngine engine = new JourneyEngine(clock, () -> starts.getObject().forget());
        CamundaSpringBootUtil.initCustomFields(engine);
        engine.getProcessEnginePlugins().add(new CompositeProcessEnginePlugin(plugins));
        engine.setExpressionManager(expressions);
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(listener)));
        engine.setCustomSessionFactories(new ArrayList<>(AheadSessions.factories()));
        engine.getCustomSessionFactories().add(sessions);
        engine.setCustomPreDeployers(new ArrayList<>(List.of(gate)));
        engine.setBpmnParseFactory(gate);
        engine.setCustomPreCommandInterceptorsTxRequired(new ArrayList<>(interceptors));
        tune(engine);
        return engine;
    }

    private static void tune(SpringProcessEngineConfiguration engine) {
        engine.setCustomHistoryLevels(new ArrayList<>(List.of(new WorkHistory())));
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setImplicitVariableUpdateDetectionEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setEnsureJobDueDateNotNull(true);
        engine.setJobExecutorAcquireByDueDate(true);
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setFailedJobRetryTimeCycle("PT1M,PT5M,PT30M,PT2H");
        engine.setConfigureScriptEngineHostAccess(false);
        engine.setEnableScriptCompilation(false);
        logPlainly(engine);
    }

    /** Where it is, kept for the log at each step of each run, was a sixth of the engine's time; our lines name the run. */
    private static void logPlainly(SpringProcessEngineConfiguration engine) {
        engine.setLoggingContextActivityId(null);
        engine.setLoggingContextActivityName(null);
        engine.setLoggingContextApplicationName(null);
        engine.setLoggingContextProcessDefinitionId(null);
        engine.setLoggingContextProcessInstanceId(null);
        engine.setLoggingContextTenantId(null);
        engine.setLoggingContextEngineName(null);
    }

    /** The engine's tables, once the engine has made them. */
    @Bean
    EngineTables engineTables(DataSource dataSource, ProcessEngine engine) {
        EngineTables tables = new EngineTables(dataSource);
        tables.shape();
        return tables;
    }
}
