/** Pages of exceptions of the upper level. */
@NullMarked
package cn.beian.server.web.upperlevel;

import org.jspecify.annotations.NullMarked;
