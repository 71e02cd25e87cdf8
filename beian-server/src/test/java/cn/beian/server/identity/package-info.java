@NullMarked
package cn.beian.server.identity;

import org.jspecify.annotations.NullMarked;
