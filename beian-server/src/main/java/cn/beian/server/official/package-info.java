/** The official system: the numbers that it gave, and its published lists. */
@NullMarked
package cn.beian.server.official;

import org.jspecify.annotations.NullMarked;
