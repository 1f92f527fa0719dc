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
import java.util.List;
import java.util.stream.Stream;

/** The names of the facts an expression reads: {@code cart} of {@code cart.total}. */
public class FactNames implements Interpreter<Stream<String>> {

    @Override
    public Stream<String> constant(Constant constant) {
        return Stream.of();
    }

    @Override
    public Stream<String> fact(Fact fact) {
        return Stream.of(fact.name());
    }

    @Override
    public Stream<String> property(Property property) {
        return of(property.of());
    }

    @Override
    public Stream<String> input(Input input) {
        return Stream.of();
    }

    @Override
    public Stream<String> asked(Asked asked) {
        return Stream.of();
    }

    @Override
    public Stream<String> listing(Listing listing) {
        return of(listing.items());
    }

    @Override
    public Stream<String> comparison(Comparison comparison) {
        return of(comparison.left(), comparison.right());
    }

    @Override
    public Stream<String> between(Between between) {
        return of(between.low(), between.high());
    }

    @Override
    public Stream<String> matches(Matches matches) {
        return of(matches.expression());
    }

    @Override
    public Stream<String> arithmetic(Arithmetic arithmetic) {
        return of(arithmetic.left(), arithmetic.right());
    }

    @Override
    public Stream<String> negative(Negative negative) {
        return of(negative.number());
    }

    @Override
    public Stream<String> any(Any any) {
        return of(any.conditions());
    }

    @Override
    public Stream<String> both(Both both) {
        return of(both.left(), both.right());
    }

    @Override
    public Stream<String> not(Not not) {
        return of(not.condition());
    }

    @Override
    public Stream<String> choice(Choice choice) {
        return of(choice.condition(), choice.then(), choice.otherwise());
    }

    @Override
    public Stream<String> in(In in) {
        return of(in.value(), in.test());
    }

    private Stream<String> of(Expression... expressions) {
        return of(List.of(expressions));
    }

    private Stream<String> of(List<Expression> expressions) {
        return expressions.stream().flatMap(expression -> expression.accept(this));
    }
}
