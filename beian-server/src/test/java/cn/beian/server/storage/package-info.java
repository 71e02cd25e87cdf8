@NullMarked
package cn.beian.server.storage;

import org.jspecify.annotations.NullMarked;
