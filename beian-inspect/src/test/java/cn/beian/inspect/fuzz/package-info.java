/** What is fuzzed, with which seeds; run by Jazzer with {@code ./test --deep}. */
@NullMarked
package cn.beian.inspect.fuzz;

import org.jspecify.annotations.NullMarked;
