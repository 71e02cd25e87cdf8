@NullMarked
package cn.beian.server.backup;

import org.jspecify.annotations.NullMarked;
