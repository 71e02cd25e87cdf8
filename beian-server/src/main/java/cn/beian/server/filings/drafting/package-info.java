/** What a sponsor does before an application is submitted. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.drafting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
