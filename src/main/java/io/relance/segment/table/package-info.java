/** The tables that say who belongs where: their versions, and what they mean to one contact and to all. */
package io.relance.segment.table;
