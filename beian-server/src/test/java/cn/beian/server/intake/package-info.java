@NullMarked
package cn.beian.server.intake;

import org.jspecify.annotations.NullMarked;
