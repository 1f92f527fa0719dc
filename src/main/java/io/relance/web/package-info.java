/** Pages for people: who may open what, on which nodes, and how much of the database they may hold. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"shared", "contact", "shop", "consent", "loyalty", "message", "journey", "rules"})
package io.relance.web;
