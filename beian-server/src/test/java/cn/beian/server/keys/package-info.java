@NullMarked
package cn.beian.server.keys;

import org.jspecify.annotations.NullMarked;
