@NullMarked
package cn.beian.server.browser;

import org.jspecify.annotations.NullMarked;
