/** Builders of iOS apps and of their parts. */
@NullMarked
package cn.beian.testkit.ios;

import org.jspecify.annotations.NullMarked;
