/** The engine as journeys need it: how runs begin, wait, wake and end. */
package io.relance.journey.engine;
