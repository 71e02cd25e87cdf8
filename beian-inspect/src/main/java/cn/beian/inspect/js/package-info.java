/** JavaScript as facts need it: literals, calls and the functions they stand in. Runs nothing. */
@NullMarked
package cn.beian.inspect.js;

import org.jspecify.annotations.NullMarked;
