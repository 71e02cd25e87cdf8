/** Two versions of an app compared, and what the later one calls for. */
@NullMarked
package cn.beian.rules.comparison;

import org.jspecify.annotations.NullMarked;
