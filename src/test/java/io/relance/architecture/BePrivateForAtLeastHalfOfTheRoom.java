package io.relance.architecture;

import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;

/** Counts the public top-level types of each room, inner packages and all; a small room may be all face. */
class BePrivateForAtLeastHalfOfTheRoom extends ArchCondition<JavaClass> {

    private final int small;
    private final List<JavaClass> types = new ArrayList<>();

    BePrivateForAtLeastHalfOfTheRoom(int small) {
        super("be private for at least half of a room of more than %d types", small);
        this.small = small;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
            types.add(type);
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        types.stream()
                .collect(groupingBy(type -> Rooms.roomOf(type.getPackageName())))
                .forEach((room, all) -> {
                    long open = all.stream()
                            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                            .count();
                    if (all.size() > small && open * 2 > all.size()) {
                        events.add(SimpleConditionEvent.violated(
                                room, "%s shows %d of its %d types".formatted(room, open, all.size())));
                    }
                });
        types.clear();
    }
}
