/**
 * TypeScript and scripts with elements (JSX) made plain JavaScript of the same length, so that a
 * parser of JavaScript reads them and every position stays what it is.
 */
@NullMarked
package cn.beian.inspect.js.typescript;

import org.jspecify.annotations.NullMarked;
