/** Apps inside other packages: uni-app and web pages that an app shows around a web view. */
@NullMarked
package cn.beian.inspect.hybrid;

import org.jspecify.annotations.NullMarked;
