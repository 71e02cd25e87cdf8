/** Working days, limits and due dates. Zone Asia/Shanghai; does not read the clock. */
@NullMarked
package cn.beian.filing.deadlines;

import org.jspecify.annotations.NullMarked;
