/** iOS apps: the archive of an app, its bundles, and the facts of both. */
@NullMarked
package cn.beian.inspect.ios;

import org.jspecify.annotations.NullMarked;
