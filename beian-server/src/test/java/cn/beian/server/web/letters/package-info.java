@NullMarked
package cn.beian.server.web.letters;

import org.jspecify.annotations.NullMarked;
