/** What commands do with the data of a server without starting one. */
@NullMarked
package cn.beian.server.offline;

import org.jspecify.annotations.NullMarked;
