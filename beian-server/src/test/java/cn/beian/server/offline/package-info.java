@NullMarked
package cn.beian.server.offline;

import org.jspecify.annotations.NullMarked;
