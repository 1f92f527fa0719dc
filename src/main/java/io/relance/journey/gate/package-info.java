/** What a diagram, a table or a form must keep to before it is deployed. */
package io.relance.journey.gate;
