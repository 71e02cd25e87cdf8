/** Words for an operator whose server does not start. */
@NullMarked
package cn.beian.server.start;

import org.jspecify.annotations.NullMarked;
