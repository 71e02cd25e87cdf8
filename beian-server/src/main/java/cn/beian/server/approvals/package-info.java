/** Approval of projects before an app is built, rebuilt or bought. */
@NullMarked
package cn.beian.server.approvals;

import org.jspecify.annotations.NullMarked;
