@NullMarked
package cn.beian.server.platform;

import org.jspecify.annotations.NullMarked;
