/** A planted nested room: may see the pantry's port only, oversteps into the pantry itself and its neighbour. */
@org.springframework.modulith.ApplicationModule(id = "street.cart", allowedDependencies = "pantry :: spi")
package planted.rooms.street.cart;
