@NullMarked
package cn.beian.server.filings;

import org.jspecify.annotations.NullMarked;
