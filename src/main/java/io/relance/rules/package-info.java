/** Decision tables: loads, checks and decides DMN over facts that others own. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Rules",
        allowedDependencies = {"shared"})
package io.relance.rules;
