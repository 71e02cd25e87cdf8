@NullMarked
package cn.beian.server.web.admin;

import org.jspecify.annotations.NullMarked;
