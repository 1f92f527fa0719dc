/** The published templates: each version is kept as it was compiled. */
package io.relance.message.template;
