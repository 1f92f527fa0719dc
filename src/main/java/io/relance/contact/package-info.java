/** Who the person is: identities and their merging, traits, the timeline of everything that happened. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Contact",
        allowedDependencies = {"shared"})
package io.relance.contact;
