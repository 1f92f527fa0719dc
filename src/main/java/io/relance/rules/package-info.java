/** Decision tables: loads, checks, compiles and decides DMN over facts that others own. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Rules",
        allowedDependencies = {"shared"})
package io.relance.rules;
