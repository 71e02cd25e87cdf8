/** Reads Android packages. */
@NullMarked
package cn.beian.inspect.android;

import org.jspecify.annotations.NullMarked;
