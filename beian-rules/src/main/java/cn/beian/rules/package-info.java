@NullMarked
package cn.beian.rules;

import org.jspecify.annotations.NullMarked;
