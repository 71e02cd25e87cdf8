@NullMarked
package cn.beian.server.web.portal;

import org.jspecify.annotations.NullMarked;
