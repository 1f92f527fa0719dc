/** Pages for people, and who may open what. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"shared", "contact", "shop", "consent", "loyalty", "message", "journey", "rules"})
package io.relance.web;
