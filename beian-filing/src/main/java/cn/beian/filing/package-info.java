@NullMarked
package cn.beian.filing;

import org.jspecify.annotations.NullMarked;
