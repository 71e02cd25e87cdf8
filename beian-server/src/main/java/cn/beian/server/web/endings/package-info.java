/** Pages of the ending of a filed app. */
@NullMarked
package cn.beian.server.web.endings;

import org.jspecify.annotations.NullMarked;
