/** What people work with: tasks and their forms, filters, accounts and rights. */
package io.relance.journey.desk;
