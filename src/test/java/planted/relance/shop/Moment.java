package planted.relance.shop;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.function.Supplier;

/** Ways to read the wall clock. */
public class Moment {

    public static class Now {
        Instant moment = Instant.now();
    }

    public static class Reference {
        Supplier<Instant> moment = Instant::now;
    }

    public static class Today {
        LocalDate moment = LocalDate.now(ZoneOffset.UTC);
    }

    public static class Zoned {
        ZonedDateTime moment = ZonedDateTime.now(ZoneOffset.UTC);
    }

    public static class Millis {
        long moment = System.currentTimeMillis();
    }

    @SuppressWarnings("JavaUtilDate")
    public static class OldDate {
        Date moment = new Date();
    }

    public static class SystemClock {
        Clock clock = Clock.systemUTC();
    }
}
