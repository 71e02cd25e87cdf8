/** Packages of every format as files. */
@NullMarked
package cn.beian.testkit.samples;

import org.jspecify.annotations.NullMarked;
