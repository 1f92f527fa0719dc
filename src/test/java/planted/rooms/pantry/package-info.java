/** A planted room. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package planted.rooms.pantry;
