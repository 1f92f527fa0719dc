/** Runs and watches what every room has to do again and again; retires what it keeps for a while only. */
@org.springframework.modulith.ApplicationModule(displayName = "Work", allowedDependencies = "shared")
package io.relance.work;
