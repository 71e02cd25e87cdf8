@NullMarked
package cn.beian.server.start;

import org.jspecify.annotations.NullMarked;
