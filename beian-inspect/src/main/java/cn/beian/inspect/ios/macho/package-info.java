/** Mach-O images as values: libraries, classes, strings, imports, code signature. */
@NullMarked
package cn.beian.inspect.ios.macho;

import org.jspecify.annotations.NullMarked;
