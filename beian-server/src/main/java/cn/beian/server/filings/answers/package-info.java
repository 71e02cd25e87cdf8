/** What is asked of a sponsor, what a package answers itself, and what somebody typed. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
