/** Requests for information from a supervisor to the sponsor of a filed app. */
@NullMarked
package cn.beian.server.inquiries;

import org.jspecify.annotations.NullMarked;
