/** Route and requirements of a submission. */
@NullMarked
package cn.beian.filing.policies;

import org.jspecify.annotations.NullMarked;
