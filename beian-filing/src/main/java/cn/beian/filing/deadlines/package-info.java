/** Working days, limits and due dates. Zone Asia/Shanghai; no clock is read here. */
@NullMarked
package cn.beian.filing.deadlines;

import org.jspecify.annotations.NullMarked;
