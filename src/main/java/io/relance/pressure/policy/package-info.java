/** The rules about when we may speak: small, pure, in a fixed order. */
package io.relance.pressure.policy;
