/** Apps, filed or not: what applications, records and everything that is said of them hang on. */
@NullMarked
package cn.beian.server.apps;

import org.jspecify.annotations.NullMarked;
