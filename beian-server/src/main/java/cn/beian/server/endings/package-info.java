/** The ending of a filed app: plan, public announcement, report after going offline. */
@NullMarked
package cn.beian.server.endings;

import org.jspecify.annotations.NullMarked;
