@NullMarked
package cn.beian.server.api;

import org.jspecify.annotations.NullMarked;
