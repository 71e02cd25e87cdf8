/** Copies of everything that a server keeps, made while it runs, and their way back. */
@NullMarked
package cn.beian.server.backup;

import org.jspecify.annotations.NullMarked;
