@NullMarked
package cn.beian.server.upperlevel;

import org.jspecify.annotations.NullMarked;
