/** Route, and what a submission must satisfy. */
@NullMarked
package cn.beian.filing.policies;

import org.jspecify.annotations.NullMarked;
