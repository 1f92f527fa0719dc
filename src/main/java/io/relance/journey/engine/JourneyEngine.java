package io.relance.journey.engine;

import io.relance.journey.ahead.AheadSessions;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContextInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;

/** Camunda's engine, changed where journeys need it to be. */
class JourneyEngine extends SpringProcessEngineConfiguration {

    private final Clock productClock;
    private final Runnable deployed;

    /** @param deployed called after a deployment with processes is committed */
    JourneyEngine(Clock productClock, Runnable deployed) {
        this.productClock = productClock;
        this.deployed = deployed;
    }

    @Override
    protected Collection<? extends CommandInterceptor> getDefaultCommandInterceptorsTxRequired() {
        return around(super.getDefaultCommandInterceptorsTxRequired());
    }

    @Override
    protected Collection<? extends CommandInterceptor> getDefaultCommandInterceptorsTxRequiresNew() {
        return around(super.getDefaultCommandInterceptorsTxRequiresNew());
    }

    /** Between the transaction and the engine's writing: the clock is set before, consequences follow after. */
    private List<CommandInterceptor> around(Collection<? extends CommandInterceptor> defaults) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        for (CommandInterceptor interceptor : defaults) {
            if (interceptor instanceof CommandContextInterceptor) {
                interceptors.add(new AfterFlush(this::getIdentityService));
                interceptors.add(new FollowClock());
            }
            interceptors.add(interceptor);
        }
        return interceptors;
    }

    @Override
    protected BpmnDeployer getBpmnDeployer() {
        BpmnDeployer standard = super.getBpmnDeployer();
        BpmnDeployer deployer = new SharedStartDeployer();
        deployer.setExpressionManager(standard.getExpressionManager());
        deployer.setIdGenerator(idGenerator);
        BpmnParser parser = standard.getBpmnParser();
        deployer.setBpmnParser(parser);
        return deployer;
    }

    @Override
    protected InputStream getMyBatisXmlConfigurationSteam() {
        return AheadSessions.withQueries(super.getMyBatisXmlConfigurationSteam());
    }

    /** What a task's listener finds wrong with an answer, without the engine's wrapping around it. */
    private static ProcessEngineException wrongAnswer(ProcessEngineException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FormFieldValidationException wrong) {
                return wrong;
            }
        }
        return failure;
    }

    /** The engine goes by the product's clock, set anew for every command. */
    private class FollowClock extends CommandInterceptor {
        @Override
        public <T> T execute(Command<T> command) {
            ClockUtil.setCurrentTime(Date.from(productClock.instant()));
            try {
                return next.execute(command);
            } catch (ProcessEngineException e) {
                throw wrongAnswer(e);
            }
        }
    }

    /**
     * Lets several processes start on the same message (the engine would refuse the second, ENGINE-01011): journeys
     * are started by definition id, so the engine need not know who starts on what.
     */
    private class SharedStartDeployer extends BpmnDeployer {

        @Override
        public void deploy(DeploymentEntity deployment) {
            super.deploy(deployment);
            if (deployment.isNew()) {
                Context.getCommandContext()
                        .getTransactionContext()
                        .addTransactionListener(
                                org.camunda.bpm.engine.impl.cfg.TransactionState.COMMITTED, context -> deployed.run());
            }
        }

        @Override
        protected void addMessageStartEventSubscription(
                EventSubscriptionDeclaration start, ProcessDefinitionEntity definition) {
            assert EventType.MESSAGE.name().equals(start.getEventType());
        }
    }
}
