/** Fills messages in for their recipients. */
package io.relance.message.writing;
