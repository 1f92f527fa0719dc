package io.relance.segment.tally;

import java.math.BigDecimal;

/** Port: what one activity of a name adds to the score of who did it. */
public interface Worth {

    /** By the name as tables write it; zero for what is worth nothing. */
    BigDecimal of(String activity);
}
