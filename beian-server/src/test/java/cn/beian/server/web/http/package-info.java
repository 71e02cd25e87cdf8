@NullMarked
package cn.beian.server.web.http;

import org.jspecify.annotations.NullMarked;
