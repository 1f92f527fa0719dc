package io.relance.rules.population;

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

/** Takes nothing: a reading that is made of it takes what it names, and refuses what is added to FEEL's tree later. */
abstract class Refusing<R> implements Interpreter<R> {

    private final String accepted;

    /** @param accepted what is accepted, for the end of a sentence */
    Refusing(String accepted) {
        this.accepted = accepted;
    }

    final Refused refused(String what) {
        return new Refused(what + "; accepted: " + accepted);
    }

    @Override
    public R constant(Constant constant) {
        throw refused("has a constant where a condition is due");
    }

    @Override
    public R fact(Fact fact) {
        throw refused("has a fact where a condition is due");
    }

    @Override
    public R property(Property property) {
        throw refused("reads a property of what was computed ('" + property.name() + "')");
    }

    @Override
    public R input(Input input) {
        throw refused("asks for the column's value by a name; write ?");
    }

    @Override
    public R asked(Asked asked) {
        throw refused("has ? in a place where it stands for nothing");
    }

    @Override
    public R listing(Listing listing) {
        throw refused("has a list within a condition");
    }

    @Override
    public R comparison(Comparison comparison) {
        throw refused("has a comparison where a value is due");
    }

    @Override
    public R between(Between between) {
        throw refused("has an interval where a value is due");
    }

    @Override
    public R matches(Matches matches) {
        throw refused("has a test where a value is due");
    }

    @Override
    public R arithmetic(Arithmetic arithmetic) {
        throw refused("calculates");
    }

    @Override
    public R negative(Negative negative) {
        throw refused("calculates");
    }

    @Override
    public R any(Any any) {
        throw refused("has a condition where a value is due");
    }

    @Override
    public R both(Both both) {
        throw refused("has a condition where a value is due");
    }

    @Override
    public R not(Not not) {
        throw refused("has a condition where a value is due");
    }

    @Override
    public R choice(Choice choice) {
        throw refused("chooses by if");
    }

    @Override
    public R in(In in) {
        throw refused("has a condition where a value is due");
    }
}
