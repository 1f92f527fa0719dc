/** A planted room: may see the pantry, oversteps into the cellar. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "pantry")
package planted.rooms.kitchen;
