@NullMarked
package cn.beian.server.web.account;

import org.jspecify.annotations.NullMarked;
