@NullMarked
package cn.beian.server.demo;

import org.jspecify.annotations.NullMarked;
