@NullMarked
package cn.beian.server.documents;

import org.jspecify.annotations.NullMarked;
