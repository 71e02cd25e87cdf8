@NullMarked
package cn.beian.server.official;

import org.jspecify.annotations.NullMarked;
