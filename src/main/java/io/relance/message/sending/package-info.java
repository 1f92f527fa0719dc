/** From the outbox to the provider: batches are claimed, asked again, handed over and settled. */
package io.relance.message.sending;
