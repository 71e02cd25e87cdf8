@NullMarked
package cn.beian.server.audit;

import org.jspecify.annotations.NullMarked;
