@NullMarked
package cn.beian.server.records;

import org.jspecify.annotations.NullMarked;
