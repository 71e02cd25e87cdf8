/** Web pages as views, with the scripts in them and beside them. */
@NullMarked
package cn.beian.inspect.webapp.html;

import org.jspecify.annotations.NullMarked;
