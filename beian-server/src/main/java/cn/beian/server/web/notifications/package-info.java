/** The inbox, and where notifications are sent. */
@NullMarked
package cn.beian.server.web.notifications;

import org.jspecify.annotations.NullMarked;
