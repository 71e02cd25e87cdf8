/** Handing in a package and watching it being read. */
@NullMarked
package cn.beian.server.web.intake;

import org.jspecify.annotations.NullMarked;
