package io.relance.journey.word;

import java.util.List;

/** What a name in a condition stands for when it can do more than be read as a map: answer questions. */
public interface Word {

    /** The value of a property; null when it is not there. */
    Object get(String property);

    /** The answer to a question: {@code contact.mayReceive('email')}. Null for a question it does not know. */
    default Object ask(String question, List<Object> arguments) {
        return null;
    }
}
