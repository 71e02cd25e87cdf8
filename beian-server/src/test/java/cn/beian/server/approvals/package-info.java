@NullMarked
package cn.beian.server.approvals;

import org.jspecify.annotations.NullMarked;
