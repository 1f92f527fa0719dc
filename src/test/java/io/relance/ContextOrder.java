package io.relance;

import io.relance.trial.TrialTest;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestPropertySource;

/**
 * Runs the test classes that share an application context one after the other: plain ones first, then each kind of
 * context. The engine's REST API asks a registry of the JVM for the engine called {@code default}, which is the one
 * started last; between two contexts in turn it would answer for the wrong one.
 */
public class ContextOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(ContextOrder::group).thenComparing(ContextOrder::name));
    }

    private static String group(ClassDescriptor descriptor) {
        Class<?> test = descriptor.getTestClass();
        if (AnnotatedElementUtils.hasAnnotation(test, TrialTest.class)) {
            return "2 " + settings(test);
        }
        if (AnnotatedElementUtils.hasAnnotation(test, RelanceTest.class)) {
            return "1 " + base(test) + settings(test);
        }
        return "0";
    }

    /** The class that says how its context differs from the others of its kind; empty where it does not. */
    private static String settings(Class<?> test) {
        for (Class<?> each = test; each != null; each = each.getSuperclass()) {
            if (each.isAnnotationPresent(Import.class)
                    || Arrays.stream(each.getDeclaredAnnotations())
                            .anyMatch(annotation -> annotation instanceof TestPropertySource)) {
                return each.getName();
            }
        }
        return "";
    }

    private static String base(Class<?> test) {
        Class<?> parent = test.getSuperclass();
        return parent == Object.class ? "" : parent.getName();
    }

    private static String name(ClassDescriptor descriptor) {
        return descriptor.getTestClass().getName();
    }
}
