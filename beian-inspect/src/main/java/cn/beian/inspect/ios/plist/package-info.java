/** Property lists: binary, XML and old-style text, as one kind of value. */
@NullMarked
package cn.beian.inspect.ios.plist;

import org.jspecify.annotations.NullMarked;
