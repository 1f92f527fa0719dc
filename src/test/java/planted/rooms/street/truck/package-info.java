/** A planted nested room. */
@org.springframework.modulith.ApplicationModule(id = "street.truck", allowedDependencies = "pantry :: spi")
package planted.rooms.street.truck;
