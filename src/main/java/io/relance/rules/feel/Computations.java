package io.relance.rules.feel;

import io.relance.rules.feel.Expression.Any;
import io.relance.rules.feel.Expression.Arithmetic;
import io.relance.rules.feel.Expression.Asked;
import io.relance.rules.feel.Expression.Between;
import io.relance.rules.feel.Expression.Both;
import io.relance.rules.feel.Expression.Choice;
import io.relance.rules.feel.Expression.Comparison;
import io.relance.rules.feel.Expression.Constant;
import io.relance.rules.feel.Expression.Fact;
import io.relance.rules.feel.Expression.In;
import io.relance.rules.feel.Expression.Input;
import io.relance.rules.feel.Expression.Interpreter;
import io.relance.rules.feel.Expression.Listing;
import io.relance.rules.feel.Expression.Matches;
import io.relance.rules.feel.Expression.Negative;
import io.relance.rules.feel.Expression.Not;
import io.relance.rules.feel.Expression.Property;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Expressions as computations in memory. */
class Computations implements Interpreter<Computation> {

    @Override
    public Computation constant(Constant constant) {
        Object value = constant.value();
        return scope -> value;
    }

    @Override
    public Computation fact(Fact fact) {
        String name = fact.name();
        String[] path = fact.path().toArray(String[]::new);
        return scope -> {
            Object value = Values.read(scope.facts().get(name));
            for (String property : path) {
                value = Values.property(value, property);
            }
            return value;
        };
    }

    @Override
    public Computation property(Property property) {
        Computation of = of(property.of());
        return scope -> Values.property(of.in(scope), property.name());
    }

    @Override
    public Computation input(Input input) {
        return Scope::input;
    }

    @Override
    public Computation asked(Asked asked) {
        return Scope::asked;
    }

    @Override
    public Computation listing(Listing listing) {
        List<Computation> items = all(listing.items());
        return scope -> {
            List<Object> values = new ArrayList<>(items.size());
            for (Computation item : items) {
                Object value = item.in(scope);
                if (value == Scope.NOBODY) {
                    throw new NotComputed("a list that asks for '?'");
                }
                values.add(value);
            }
            return values;
        };
    }

    @Override
    public Computation comparison(Comparison comparison) {
        Computation left = of(comparison.left());
        Computation right = of(comparison.right());
        return switch (comparison.relation()) {
            case EQUAL -> scope -> Comparing.equal(left.in(scope), right.in(scope));
            case LESS -> scope -> Comparing.ordered(left.in(scope), right.in(scope), order -> order < 0);
            case LESS_OR_EQUAL -> scope -> Comparing.ordered(left.in(scope), right.in(scope), order -> order <= 0);
            case GREATER -> scope -> Comparing.ordered(left.in(scope), right.in(scope), order -> order > 0);
            case GREATER_OR_EQUAL -> scope -> Comparing.ordered(left.in(scope), right.in(scope), order -> order >= 0);
        };
    }

    @Override
    public Computation between(Between between) {
        Computation low = of(between.low());
        Computation high = of(between.high());
        int least = between.withLow() ? 0 : 1;
        int most = between.withHigh() ? 0 : -1;
        return scope -> Comparing.between(scope.input(), low.in(scope), least, high.in(scope), most);
    }

    @Override
    public Computation matches(Matches matches) {
        return Matching.of(of(matches.expression()));
    }

    @Override
    public Computation arithmetic(Arithmetic arithmetic) {
        Computation left = of(arithmetic.left());
        Computation right = of(arithmetic.right());
        return scope -> Reckoning.reckon(left.in(scope), arithmetic.operation(), right.in(scope));
    }

    @Override
    public Computation negative(Negative negative) {
        Computation number = of(negative.number());
        return scope -> {
            Object value = number.in(scope);
            return value instanceof BigDecimal plain
                    ? plain.negate(MathContext.DECIMAL128)
                    : Logic.nullUnlessNobody(value);
        };
    }

    @Override
    public Computation any(Any any) {
        return Logic.any(all(any.conditions()));
    }

    @Override
    public Computation both(Both both) {
        return Logic.both(of(both.left()), of(both.right()));
    }

    @Override
    public Computation not(Not not) {
        return Logic.not(of(not.condition()));
    }

    @Override
    public Computation choice(Choice choice) {
        Computation condition = of(choice.condition());
        Computation then = of(choice.then());
        Computation otherwise = of(choice.otherwise());
        return scope -> {
            Object met = condition.in(scope);
            if (met == Scope.NOBODY) {
                return met;
            }
            return Boolean.TRUE.equals(met) ? then.in(scope) : otherwise.in(scope);
        };
    }

    @Override
    public Computation in(In in) {
        Computation value = of(in.value());
        Computation test = of(in.test());
        return scope -> {
            Object asked = value.in(scope);
            return asked == Scope.NOBODY ? asked : test.in(scope.asking(asked));
        };
    }

    private List<Computation> all(List<Expression> expressions) {
        return expressions.stream().map(this::of).toList();
    }

    private Computation of(Expression expression) {
        return expression.accept(this);
    }
}
