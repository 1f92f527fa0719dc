package io.relance.segment.table;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tables that move nobody: their versions are kept beside the others', and count as soon as they are deployed. */
@Component
public class UncountedTables {

    private static final String BY = "content";

    private final TableVersions versions;
    private final Clock clock;

    UncountedTables(TableVersions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /** Keeps the file as the version that is on, unless it is the newest already; in the deployment's transaction. */
    public void deployed(TableFile file, byte[] dmn) {
        String text = new String(dmn, StandardCharsets.UTF_8);
        if (versions.newest(file).filter(text::equals).isEmpty()) {
            long id = versions.add(file, text, false, clock.instant());
            versions.switchOn(versions.find(id).orElseThrow(), BY, clock.instant());
        }
    }

    /** The number of the version that is on, whichever node it came to; empty while there is none. */
    public Optional<Long> on(TableFile file) {
        return Optional.ofNullable(versions.on().get(file));
    }

    /** The file of a version, whose number {@link #on} told. */
    public byte[] dmn(long version) {
        return versions.dmn(version).getBytes(StandardCharsets.UTF_8);
    }
}
