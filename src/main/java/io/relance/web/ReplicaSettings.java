package io.relance.web;

import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A copy of the database that only reads.
 *
 * @param url RELANCE_REPLICA_URL; empty: there is none
 * @param username RELANCE_REPLICA_USERNAME; empty: the database's own
 * @param password RELANCE_REPLICA_PASSWORD; empty: the database's own
 */
@Validated
@ConfigurationProperties("relance.replica")
record ReplicaSettings(
        @DefaultValue("") String url, @DefaultValue("") String username, @DefaultValue("") String password) {

    @AssertTrue(message = "RELANCE_REPLICA_URL accepts an address such as jdbc:postgresql://replica:5432/relance")
    boolean isUrlOfPostgres() {
        return url.isEmpty() || url.startsWith("jdbc:postgresql:");
    }
}
