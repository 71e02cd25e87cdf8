/**
 * The public ledger on PostgreSQL: appends within the caller's transaction, signs what is
 * committed.
 */
@NullMarked
package cn.beian.server.ledger;

import org.jspecify.annotations.NullMarked;
