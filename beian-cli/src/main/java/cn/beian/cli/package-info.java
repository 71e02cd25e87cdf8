@NullMarked
package cn.beian.cli;

import org.jspecify.annotations.NullMarked;
