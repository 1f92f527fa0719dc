package io.relance.journey.engine;

import io.relance.journey.word.Words;
import java.util.function.Supplier;

/** Words for an expression that is evaluated where no execution exists yet: before a run begins, before it wakes. */
final class BoundWords {

    private static final ThreadLocal<Words> bound = new ThreadLocal<>();

    private BoundWords() {}

    static Words current() {
        return bound.get();
    }

    static <T> T with(Words words, Supplier<T> work) {
        bound.set(words);
        try {
            return work.get();
        } finally {
            bound.remove();
        }
    }
}
