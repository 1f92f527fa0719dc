package io.relance.segment.value;

/** What is accepted: says by name what is wrong with a number that is given. */
final class Given {

    private Given() {}

    static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s is %s; it has to be a number above 0".formatted(name, value));
        }
        return value;
    }

    static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s is %s; it has to be a number of 0 or more".formatted(name, value));
        }
        return value;
    }

    static long count(Long customers) {
        if (customers == null || customers < 1) {
            throw new IllegalArgumentException(
                    "a group of %s customers; it has to have 1 or more".formatted(customers));
        }
        return customers;
    }
}
