/** Publishes the journeys, forms and messages of a folder, at start and when a file changes. */
package io.relance.journey.content;
