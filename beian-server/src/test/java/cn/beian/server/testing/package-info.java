@NullMarked
package cn.beian.server.testing;

import org.jspecify.annotations.NullMarked;
