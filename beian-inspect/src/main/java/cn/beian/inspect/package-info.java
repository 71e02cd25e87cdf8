@NullMarked
package cn.beian.inspect;

import org.jspecify.annotations.NullMarked;
