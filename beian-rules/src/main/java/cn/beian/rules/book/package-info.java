/**
 * A rulebook: its rules with their conditions, its signed versions, and what changed from one to
 * the next.
 */
@NullMarked
package cn.beian.rules.book;

import org.jspecify.annotations.NullMarked;
