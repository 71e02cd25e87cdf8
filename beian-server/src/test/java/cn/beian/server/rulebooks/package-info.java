@NullMarked
package cn.beian.server.rulebooks;

import org.jspecify.annotations.NullMarked;
