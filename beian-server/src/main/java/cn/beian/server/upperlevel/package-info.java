/** Exceptions of the upper level: a unit asks, one above it confirms. */
@NullMarked
package cn.beian.server.upperlevel;

import org.jspecify.annotations.NullMarked;
