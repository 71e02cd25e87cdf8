@NullMarked
package cn.beian.planted;

import org.jspecify.annotations.NullMarked;
