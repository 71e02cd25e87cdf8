@NullMarked
package cn.beian.server.opendata;

import org.jspecify.annotations.NullMarked;
