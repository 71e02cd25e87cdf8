/** Builds mini-program sources in memory. */
@NullMarked
package cn.beian.testkit.miniprogram;

import org.jspecify.annotations.NullMarked;
