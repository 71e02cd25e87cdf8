/** Suspension of new projects and payments of sponsors whose filing was revoked. */
@NullMarked
package cn.beian.server.holds;

import org.jspecify.annotations.NullMarked;
