@NullMarked
package cn.beian.server.supervision;

import org.jspecify.annotations.NullMarked;
