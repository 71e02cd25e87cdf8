@NullMarked
package cn.beian.server.endings;

import org.jspecify.annotations.NullMarked;
