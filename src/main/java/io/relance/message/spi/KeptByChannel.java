package io.relance.message.spi;

import java.util.List;

/** What a channel keeps about single messages: given out and erased with the person they went to. */
public interface KeptByChannel {

    /**
     * A table of the channel's with what a provider said about messages.
     *
     * @param name with its schema
     * @param message the column that holds our number of the message
     * @param order by which columns its rows are given out
     */
    record Table(String name, String message, String order) {}

    /** The channel's tables about messages. */
    List<Table> tables();

    /**
     * A table with what is known of addresses and numbers.
     *
     * @param name with its schema
     * @param address the column that holds it
     * @param order by which columns its rows are given out
     */
    record Directory(String name, String address, String order) {}

    /** The channel's tables about addresses. */
    default List<Directory> directories() {
        return List.of();
    }
}
