package io.relance.rules.feel;

import java.util.List;

/**
 * A FEEL expression or test as a tree. What is made of it is an {@link Interpreter}'s matter: {@link Computation}s over
 * facts in memory now; whoever adds another reading (SQL, say) writes another interpreter, and the compiler names every
 * part it forgot.
 */
public sealed interface Expression {

    /** What this expression means to somebody. */
    <R> R accept(Interpreter<R> interpreter);

    /** One reading of expressions, part by part. */
    interface Interpreter<R> {

        R constant(Constant constant);

        R fact(Fact fact);

        R property(Property property);

        R input(Input input);

        R asked(Asked asked);

        R listing(Listing listing);

        R comparison(Comparison comparison);

        R between(Between between);

        R matches(Matches matches);

        R arithmetic(Arithmetic arithmetic);

        R negative(Negative negative);

        R any(Any any);

        R both(Both both);

        R not(Not not);

        R choice(Choice choice);

        R in(In in);
    }

    /** A number, text, boolean, date, time, duration or null that the table's author wrote. */
    record Constant(Object value) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.constant(this);
        }
    }

    /** {@code cart.total}: a fact's name and the way into it. */
    record Fact(String name, List<String> path) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.fact(this);
        }
    }

    /** {@code (…).year}: a property of what was computed. */
    record Property(Expression of, String name) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.property(this);
        }
    }

    /** The value of the column a test stands in, not written: {@code < 5} means that it is less. */
    record Input() implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.input(this);
        }
    }

    /** The same value, written: {@code ?}. */
    record Asked() implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.asked(this);
        }
    }

    /** {@code [1, 2, 3]}. */
    record Listing(List<Expression> items) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.listing(this);
        }
    }

    /** {@code left < right}. */
    record Comparison(Expression left, Relation relation, Expression right) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.comparison(this);
        }
    }

    /** {@code [low..high)}: the column's value lies in it. */
    record Between(Expression low, boolean withLow, Expression high, boolean withHigh) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.between(this);
        }
    }

    /** The column's value is what the expression gives, is in the list it gives, or makes it true. */
    record Matches(Expression expression) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.matches(this);
        }
    }

    /** {@code left + right}. */
    record Arithmetic(Expression left, Operation operation, Expression right) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.arithmetic(this);
        }
    }

    /** {@code -number}. */
    record Negative(Expression number) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.negative(this);
        }
    }

    /** One of them is true: tests with commas between them, and {@code or}. */
    record Any(List<Expression> conditions) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.any(this);
        }
    }

    /** {@code left and right}. */
    record Both(Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.both(this);
        }
    }

    /** {@code not(…)} around tests. */
    record Not(Expression condition) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.not(this);
        }
    }

    /** {@code if … then … else …}. */
    record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.choice(this);
        }
    }

    /** {@code value in test}: the test, asked of another value than the column's. */
    record In(Expression value, Expression test) implements Expression {
        @Override
        public <R> R accept(Interpreter<R> interpreter) {
            return interpreter.in(this);
        }
    }

    /** How two values of one type compare. */
    enum Relation {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** What is done with two numbers; texts can be added, too. */
    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE
    }
}
