/** Pages of revocations. */
@NullMarked
package cn.beian.server.web.revocations;

import org.jspecify.annotations.NullMarked;
