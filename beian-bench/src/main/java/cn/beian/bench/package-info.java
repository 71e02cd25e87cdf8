@NullMarked
package cn.beian.bench;

import org.jspecify.annotations.NullMarked;
