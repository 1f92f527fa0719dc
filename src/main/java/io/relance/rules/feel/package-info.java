/** The expressions of decision tables: read from FEEL into a tree, and what can be made of such a tree. */
package io.relance.rules.feel;
