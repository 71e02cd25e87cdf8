/** Who learns of what in a case, on a page, by mail and by webhook; driven by whose turn it is. */
@NullMarked
package cn.beian.server.notifications;

import org.jspecify.annotations.NullMarked;
