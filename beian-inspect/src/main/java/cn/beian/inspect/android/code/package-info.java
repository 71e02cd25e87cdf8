/** Facts of code: what classes call, load, write and name. */
@NullMarked
package cn.beian.inspect.android.code;

import org.jspecify.annotations.NullMarked;
