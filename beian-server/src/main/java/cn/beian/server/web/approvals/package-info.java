/** Pages of project approvals. */
@NullMarked
package cn.beian.server.web.approvals;

import org.jspecify.annotations.NullMarked;
