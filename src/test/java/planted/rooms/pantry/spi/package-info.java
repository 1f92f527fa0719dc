/** A planted named interface. */
@org.springframework.modulith.NamedInterface("spi")
package planted.rooms.pantry.spi;
