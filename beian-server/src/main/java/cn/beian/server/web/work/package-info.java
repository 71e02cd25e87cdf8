/** What is to be done, in the cases of every procedure. */
@NullMarked
package cn.beian.server.web.work;

import org.jspecify.annotations.NullMarked;
