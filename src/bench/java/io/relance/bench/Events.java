package io.relance.bench;

/** The events of the benchmarks; {@code {n}} is the contact's number and {@code {at}} the moment of sending. */
final class Events {

    private Events() {}

    /** Who a contact is, with everything a mail needs. */
    static String identify(String people) {
        return ("{'type':'identify','messageId':'identify-" + people + "-{n}','userId':'" + people
                        + "-{n}','timestamp':'{at}','traits':{'firstName':'Camille','lastName':'Exemple {n}','email':'"
                        + people + "-{n}@example.org','language':'fr','consents':{'email':true}}}")
                .replace('\'', '"');
    }

    /** Something a contact did, once. */
    static String track(String people, String event) {
        return track(people, event, "");
    }

    /** The same again, in another round. */
    static String track(String people, String event, String round) {
        return ("{'type':'track','messageId':'" + event + round + "-" + people + "-{n}','userId':'" + people
                        + "-{n}','event':'" + event + "','timestamp':'{at}','properties':{'colour':'blue {n}'}}")
                .replace('\'', '"');
    }

    /** A contact buys, once. */
    static String purchase(String people) {
        return purchase(people, "");
    }

    /** A contact buys again, in another round. */
    static String purchase(String people, String round) {
        return ("{'type':'track','messageId':'order" + round + "-" + people + "-{n}','userId':'" + people
                        + "-{n}','event':'Order Completed','timestamp':'{at}','properties':{'order_id':'order" + round
                        + "-" + people
                        + "-{n}','total':42,'currency':'EUR',"
                        + "'products':[{'product_id':'vase','name':'Vague vase','price':42,'quantity':1}]}}")
                .replace('\'', '"');
    }
}
