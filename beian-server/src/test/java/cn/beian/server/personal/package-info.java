@NullMarked
package cn.beian.server.personal;

import org.jspecify.annotations.NullMarked;
