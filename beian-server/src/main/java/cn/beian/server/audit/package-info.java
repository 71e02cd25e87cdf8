/**
 * The audit trail: rows that form a chain of digests, whose head goes into a ledger of its own
 * every day, their search and their check.
 */
@NullMarked
package cn.beian.server.audit;

import org.jspecify.annotations.NullMarked;
