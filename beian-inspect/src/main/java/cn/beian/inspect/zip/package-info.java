/** Reads ZIP archives as Android does: bounded, and tolerant of what desktop libraries refuse. */
@NullMarked
package cn.beian.inspect.zip;

import org.jspecify.annotations.NullMarked;
