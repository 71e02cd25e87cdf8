@NullMarked
package cn.beian.server.database;

import org.jspecify.annotations.NullMarked;
