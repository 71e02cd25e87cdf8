@NullMarked
package cn.beian.server.inquiries;

import org.jspecify.annotations.NullMarked;
