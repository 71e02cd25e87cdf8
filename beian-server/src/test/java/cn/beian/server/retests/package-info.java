@NullMarked
package cn.beian.server.retests;

import org.jspecify.annotations.NullMarked;
