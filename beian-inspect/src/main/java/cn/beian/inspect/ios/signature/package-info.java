/** What Apple's tools sign: the directory of code. */
@NullMarked
package cn.beian.inspect.ios.signature;

import org.jspecify.annotations.NullMarked;
