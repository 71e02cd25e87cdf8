/** Bytes under their digest, wherever they lie: a folder today. */
@NullMarked
package cn.beian.server.storage;

import org.jspecify.annotations.NullMarked;
