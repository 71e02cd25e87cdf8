/** The builds of one service for several platforms, side by side. */
@NullMarked
package cn.beian.rules.platforms;

import org.jspecify.annotations.NullMarked;
