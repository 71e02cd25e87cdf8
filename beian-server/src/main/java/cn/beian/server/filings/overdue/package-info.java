/** Existing apps whose day for filing has passed. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.overdue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
