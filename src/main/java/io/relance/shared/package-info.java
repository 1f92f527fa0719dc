/** The few words every room speaks. No behaviour, ten files at most. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Shared words",
        type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package io.relance.shared;
