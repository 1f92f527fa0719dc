/** Where people live, and when it is quiet there. */
package io.relance.pressure.hours;
