/** Builders of iOS apps and of what is in them. */
@NullMarked
package cn.beian.testkit.ios;

import org.jspecify.annotations.NullMarked;
