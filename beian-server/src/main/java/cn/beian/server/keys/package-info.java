/** Keys derived from secrets that are kept outside the database, and digests by them. */
@NullMarked
package cn.beian.server.keys;

import org.jspecify.annotations.NullMarked;
