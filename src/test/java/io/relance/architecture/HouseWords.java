package io.relance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.time.Clock;
import java.util.Set;

/** The words that {@link HouseRule} is written in. */
final class HouseWords {

    /** Seen from outside the room: the top-level type is public, so nested types do not hide in it. */
    static final DescribedPredicate<JavaClass> PUBLIC =
            describe("public", type -> topLevel(type).getModifiers().contains(JavaModifier.PUBLIC));

    static final DescribedPredicate<JavaClass> CONTROLLERS = describe(
            "are controllers or their advice",
            type -> isMarked(type, "org.springframework.stereotype.Controller")
                    || isMarked(type, "org.springframework.web.bind.annotation.ControllerAdvice"));

    static final DescribedPredicate<JavaClass> MUTABLE_SETTINGS = describe(
            "settings that are no record",
            type -> isMarked(type, "org.springframework.boot.context.properties.ConfigurationProperties")
                    && !type.isRecord());

    static final DescribedPredicate<JavaAccess<?>> THE_WALL_CLOCK = describe(
            "target is the wall clock",
            access -> access.getTarget().resolveMember().stream()
                            .anyMatch(member -> member instanceof JavaCodeUnit unit && readsTheWallClock(unit))
                    || isWallClock(access));

    private static final Set<String> OLD_CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis()",
            "java.util.Date.<init>()",
            "java.util.Calendar.getInstance()",
            "java.util.GregorianCalendar.<init>()");

    private HouseWords() {}

    private static boolean isWallClock(JavaAccess<?> access) {
        return OLD_CLOCKS.contains(access.getTarget().getFullName());
    }

    /** {@code now} of anything in {@code java.time}, unless it is given a clock; a clock of the system. */
    private static boolean readsTheWallClock(JavaCodeUnit unit) {
        var owner = unit.getOwner();
        if (owner.isEquivalentTo(Clock.class)) {
            return unit.getName().startsWith("system") || isTickOfTheSystem(unit);
        }
        return owner.getPackageName().startsWith("java.time")
                && unit.getName().equals("now")
                && unit.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isTickOfTheSystem(JavaCodeUnit unit) {
        return unit.getName().startsWith("tick")
                && unit.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isMarked(JavaClass type, String annotation) {
        return type.isAnnotatedWith(annotation) || type.isMetaAnnotatedWith(annotation);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(HouseWords::topLevel).orElse(type);
    }
}
