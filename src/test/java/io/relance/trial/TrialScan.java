package io.relance.trial;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps the component scan of a running trial away from what the tests configure for themselves. */
class TrialScan extends TypeExcludeFilter {

    private static final String TEST_CLASSES =
            TrialScan.class.getProtectionDomain().getCodeSource().getLocation().toString();

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
        return reader.getResource().getURL().toString().startsWith(TEST_CLASSES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrialScan;
    }

    @Override
    public int hashCode() {
        return TrialScan.class.hashCode();
    }
}
