/** The port through which channels carry messages away. */
@org.springframework.modulith.NamedInterface("spi")
package io.relance.message.spi;
