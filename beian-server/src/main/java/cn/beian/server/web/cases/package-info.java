/** What the pages of every procedure share. */
@NullMarked
package cn.beian.server.web.cases;

import org.jspecify.annotations.NullMarked;
