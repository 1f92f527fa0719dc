/**
 * What has come in and waits: durable before the client is answered, each message once, carried to the timeline in
 * batches, in order per contact.
 */
package io.relance.ingest.inbox;
