package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import io.relance.Relance;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the rooms, as their {@code package-info.java} draws them. */
class ModularityTests {

    private static final ApplicationModules rooms = ApplicationModules.of(Relance.class);

    @Test
    void noRoomSeesMoreThanItMay() {
        rooms.verify();
    }

    @Test
    void everyPackageBelongsToARoomThatModulithSees() {
        assertThat(rooms.stream().map(room -> room.getIdentifier().toString()))
                .containsExactlyInAnyOrderElementsOf(Rooms.names());
    }

    @Test
    void channelsSeeOnlyThePortOfMessage() {
        var message = rooms.getModuleByName("message").orElseThrow();

        assertThat(message.getNamedInterfaces().getByName("spi")).isPresent();
    }

    @Test
    void bitesWhereARoomOversteps() {
        assertThatThrownBy(() -> planted("planted.rooms").verify())
                .hasMessageContaining("Module 'kitchen' depends on module 'cellar'")
                .hasMessageContaining("Module 'street.cart' depends on module 'pantry'")
                .hasMessageContaining("Module 'street.cart' depends on module 'street.truck'");
    }

    @Test
    void bitesNowhereElse() {
        var offenders = planted("planted.rooms").detectViolations().getMessages().stream()
                .map(message -> message.replaceAll("(?s) via .*", ""))
                .collect(Collectors.toSet());

        assertThat(offenders).hasSize(3);
    }

    @Test
    void bitesWhereRoomsRunInACircle() {
        assertThatThrownBy(() -> planted("planted.cycle").verify()).hasMessageContaining("Cycle detected");
    }

    private static ApplicationModules planted(String root) {
        return ApplicationModules.of(root, ImportOption.Predefined.ONLY_INCLUDE_TESTS);
    }
}
