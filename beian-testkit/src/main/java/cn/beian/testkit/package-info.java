@NullMarked
package cn.beian.testkit;

import org.jspecify.annotations.NullMarked;
