/** Says what is wrong with a setting, and what it accepts. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Settings",
        allowedDependencies = {})
package io.relance.settings;
