/** A year of one province, played against the whole server by a clock that everything shares. */
@NullMarked
package cn.beian.server.year;

import org.jspecify.annotations.NullMarked;
