package io.relance.rules.population;

import io.relance.rules.FactType;
import io.relance.rules.feel.Expression;
import io.relance.rules.feel.Expression.Any;
import io.relance.rules.feel.Expression.Asked;
import io.relance.rules.feel.Expression.Both;
import io.relance.rules.feel.Expression.Comparison;
import io.relance.rules.feel.Expression.In;
import io.relance.rules.feel.Expression.Input;
import io.relance.rules.feel.Expression.Listing;
import io.relance.rules.feel.Expression.Matches;
import io.relance.rules.feel.Expression.Not;
import io.relance.rules.feel.Expression.Relation;

/**
 * Reads the tests of one column. Every comparison in them takes part in the column's value: then a cell means what it
 * says. (What the engine makes of a condition that never asks for the value is a surprise: it is compared with it.)
 */
public final class ConditionReader extends Refusing<Condition> {

    private static final String ACCEPTED = "comparisons (< 5), intervals ([1..5]), constants and facts of the column's "
            + "type with commas between them, not(…), null, and conditions that each compare ? "
            + "(? > 1 and ? != 3, ? in [2, 4])";
    /** Below it the order of UTF-16, which is FEEL's, and that of code points, which is SQL's, are the same. */
    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;

    private final Operand.Fact column;
    private final OperandReader operands;
    private final Place place;

    /** Where a test stands: what stands for the column's value there. */
    private enum Place {
        /** A cell: the value is not written, {@code < 5}. */
        CELL,
        /** A condition in a cell: the value is written {@code ?}. */
        CONDITION,
        /** Behind {@code ? in}: the value is not written, and {@code ?} may not be. */
        BEHIND_IN
    }

    /** @param column the fact whose value the tests are about */
    public ConditionReader(Operand.Fact column, Vocabulary vocabulary) {
        this(column, new OperandReader(vocabulary), Place.CELL);
    }

    private ConditionReader(Operand.Fact column, OperandReader operands, Place place) {
        super(ACCEPTED);
        this.column = column;
        this.operands = operands;
        this.place = place;
    }

    /** @throws Refused when the test is outside of what can be asked of everybody */
    public Condition read(Expression test) {
        return test.accept(this);
    }

    @Override
    public Condition comparison(Comparison comparison) {
        if (isColumn(comparison.left())) {
            return compared(comparison.relation(), comparison.right().accept(operands));
        }
        if (isColumn(comparison.right())) {
            return compared(turned(comparison.relation()), comparison.left().accept(operands));
        }
        if (comparison.left() instanceof Input || comparison.right() instanceof Input) {
            throw refused("asks for the column's value by a name; write ?");
        }
        throw refused("has a comparison that the column's value takes no part in; give it a column of its own");
    }

    private boolean isColumn(Expression expression) {
        return place == Place.CONDITION ? expression instanceof Asked : expression instanceof Input;
    }

    private static Relation turned(Relation relation) {
        return switch (relation) {
            case EQUAL -> Relation.EQUAL;
            case LESS -> Relation.GREATER;
            case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
            case GREATER -> Relation.LESS;
            case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
        };
    }

    @Override
    public Condition between(Expression.Between between) {
        return Between.of(
                column,
                ordered(between.low().accept(operands)),
                between.withLow(),
                ordered(between.high().accept(operands)),
                between.withHigh());
    }

    @Override
    public Condition matches(Matches matches) {
        Expression given = matches.expression();
        if (given instanceof Listing listing) {
            if (listing.items().isEmpty()) {
                throw refused("has an empty list, which nothing is in");
            }
            return new Condition.Any(listing.items().stream().map(this::equal).toList());
        }
        if (isOperand(given)) {
            Operand operand = given.accept(operands);
            if (operand.type() == FactType.BOOLEAN) {
                throw refused(
                        "has a boolean among alternatives, in not(…) or in brackets, or a boolean fact, which FEEL "
                                + "takes for the answer itself; write ? = " + operand.words());
            }
            return compared(Relation.EQUAL, operand);
        }
        if (place != Place.CELL) {
            throw refused("has a condition behind in; where several are joined, put brackets around the one with in");
        }
        return given.accept(new ConditionReader(column, operands, Place.CONDITION));
    }

    private static boolean isOperand(Expression given) {
        return given instanceof Expression.Constant
                || given instanceof Expression.Fact
                || given instanceof Expression.Negative;
    }

    private Condition equal(Expression item) {
        return compared(Relation.EQUAL, item.accept(operands));
    }

    @Override
    public Condition any(Any any) {
        return new Condition.Any(any.conditions().stream().map(this::read).toList());
    }

    @Override
    public Condition both(Both both) {
        return new Condition.Both(read(both.left()), read(both.right()));
    }

    @Override
    public Condition not(Not not) {
        return new Condition.Not(read(not.condition()));
    }

    @Override
    public Condition in(In in) {
        if (place != Place.CONDITION || !(in.value() instanceof Asked)) {
            throw refused("asks whether something else than ? is in a list or an interval");
        }
        return in.test().accept(new ConditionReader(column, operands, Place.BEHIND_IN));
    }

    @Override
    public Condition asked(Asked asked) {
        if (place != Place.CONDITION || column.type() != FactType.BOOLEAN) {
            throw refused(column.path() + " is " + column.type().words() + ", ? alone has to be a boolean");
        }
        return new Condition.Truth(column);
    }

    private Condition compared(Relation relation, Operand other) {
        return new Compared(column, relation, relation == Relation.EQUAL ? sameType(other) : ordered(other));
    }

    private Operand sameType(Operand other) {
        if (other.type() != null && other.type() != column.type()) {
            throw refused("compares two types: " + column.path() + " is "
                    + column.type().words() + ", " + other.words() + " is "
                    + other.type().words());
        }
        return other;
    }

    /** What has an order that is the same everywhere. */
    private Operand ordered(Operand other) {
        sameType(other);
        if (other.type() == null) {
            throw refused("asks whether something is less or more than null, or lies between null and something, which "
                    + "nothing does");
        }
        if (column.type() == FactType.BOOLEAN) {
            throw refused("asks for an order of booleans, which have none");
        }
        if (column.type() == FactType.TEXT && !isOrderedAlike(other)) {
            throw refused("asks for an order of texts that is not the same everywhere; here accepted: the order of a "
                    + "fact and a constant of characters up to U+D7FF");
        }
        return other;
    }

    private static boolean isOrderedAlike(Operand other) {
        return other instanceof Operand.Constant constant
                && ((String) constant.value()).chars().allMatch(character -> character < FIRST_SURROGATE);
    }
}
