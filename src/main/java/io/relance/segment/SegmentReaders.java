package io.relance.segment;

import java.util.Map;
import java.util.Set;

/** Port: what outside of the tables asks for segments by name, so that who changes a table hears of it. */
public interface SegmentReaders {

    /** Who asks for each segment, in words for people: {@code journey at-risk, version 3}. */
    Map<String, Set<String>> readers();
}
