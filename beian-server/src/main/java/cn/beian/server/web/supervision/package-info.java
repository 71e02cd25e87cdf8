/** Pages of supervision: cases, the sponsor's answer, the supervisor's decision, letters. */
@NullMarked
package cn.beian.server.web.supervision;

import org.jspecify.annotations.NullMarked;
