/** The shop's own rules: how often, and at which hours; kept with who changed them when. */
package io.relance.pressure.setting;
