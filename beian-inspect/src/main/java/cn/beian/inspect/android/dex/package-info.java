/** The tables of DEX files and the instructions of their methods, as values; states no facts. */
@NullMarked
package cn.beian.inspect.android.dex;

import org.jspecify.annotations.NullMarked;
