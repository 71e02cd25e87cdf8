/**
 * The technical testing of packages: reads them in separate processes, applies the rulebook to what
 * was read.
 */
@NullMarked
package cn.beian.server.testing;

import org.jspecify.annotations.NullMarked;
