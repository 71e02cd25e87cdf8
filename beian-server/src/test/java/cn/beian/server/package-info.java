@NullMarked
package cn.beian.server;

import org.jspecify.annotations.NullMarked;
