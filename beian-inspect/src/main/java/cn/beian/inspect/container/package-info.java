/** Containers of packaged mini-programs: wxapkg, tar, and the signing block of quick apps. */
@NullMarked
package cn.beian.inspect.container;

import org.jspecify.annotations.NullMarked;
