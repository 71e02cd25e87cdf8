/** Reads of binary data that never leave it, and the encodings that several formats share. */
@NullMarked
package cn.beian.inspect.binary;

import org.jspecify.annotations.NullMarked;
