/** What is kept of every message, from the moment it is queued. */
package io.relance.message.history;
