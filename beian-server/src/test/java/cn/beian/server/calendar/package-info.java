@NullMarked
package cn.beian.server.calendar;

import org.jspecify.annotations.NullMarked;
