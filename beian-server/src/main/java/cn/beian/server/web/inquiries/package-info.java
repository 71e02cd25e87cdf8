/** Pages of requests for information. */
@NullMarked
package cn.beian.server.web.inquiries;

import org.jspecify.annotations.NullMarked;
