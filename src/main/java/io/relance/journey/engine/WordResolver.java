package io.relance.journey.engine;

import io.relance.journey.word.Word;
import io.relance.journey.word.Words;
import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

/**
 * The whole world an expression can see: the steps, the words, and the results of decisions. No class, no bean, no
 * method of any object: what is not listed is null.
 */
class WordResolver extends ELResolver {

    private final Map<String, Object> steps;

    /** @param steps the names service tasks may call, with what does the work */
    WordResolver(Map<String, Object> steps) {
        this.steps = steps;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        context.setPropertyResolved(true);
        String name = String.valueOf(property);
        if (base instanceof Word word) {
            return word.get(name);
        }
        return base == null ? root(context, name) : null;
    }

    private Object root(ELContext context, String name) {
        if (steps.containsKey(name)) {
            return steps.get(name);
        }
        Words bound = BoundWords.current();
        if (bound != null) {
            return bound.word(name);
        }
        Object scope = context.getContext(VariableScope.class);
        if (scope instanceof DelegateTask task) {
            scope = task.getExecution();
        }
        if (!(scope instanceof DelegateExecution execution)) {
            return null;
        }
        if (execution.getProcessBusinessKey() != null) {
            Object word = RunSession.current().words(execution).word(name);
            if (word != null) {
                return word;
            }
        }
        return execution.hasVariable(name) ? execution.getVariable(name) : null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        context.setPropertyResolved(true);
        List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
        return base instanceof Word word ? word.ask(String.valueOf(method), given) : null;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        throw new UnsupportedOperationException("expressions only read");
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return Collections.emptyIterator();
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
