/** A planted room in a cycle. */
@org.springframework.modulith.ApplicationModule
package planted.cycle.hen;
