@NullMarked
package cn.beian.server.web.filings;

import org.jspecify.annotations.NullMarked;
