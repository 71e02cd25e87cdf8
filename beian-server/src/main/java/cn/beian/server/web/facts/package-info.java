/** What was read from a package, for people who review it. */
@NullMarked
package cn.beian.server.web.facts;

import org.jspecify.annotations.NullMarked;
