/** Flutter: strings of the compiled Dart code, and the components that it names. */
@NullMarked
package cn.beian.inspect.hybrid.flutter;

import org.jspecify.annotations.NullMarked;
