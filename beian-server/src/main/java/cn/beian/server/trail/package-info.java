/**
 * Rows of the audit trail: each act with its actor, and the state of a row after each act, so that
 * a change past the server is found.
 */
@NullMarked
package cn.beian.server.trail;

import org.jspecify.annotations.NullMarked;
