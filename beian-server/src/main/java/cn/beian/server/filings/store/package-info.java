/** Where applications, their answers, reviews and restrictions lie in the database. */
@NullMarked
package cn.beian.server.filings.store;

import org.jspecify.annotations.NullMarked;
