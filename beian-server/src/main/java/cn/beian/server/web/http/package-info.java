/** What stands before all pages: how much of a request is read, from whom, and how fast. */
@NullMarked
package cn.beian.server.web.http;

import org.jspecify.annotations.NullMarked;
