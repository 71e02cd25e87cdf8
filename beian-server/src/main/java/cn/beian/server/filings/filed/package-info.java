/** What follows a number: filed versions, launch builds, tests of what was filed. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.filed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
