/** What reviewers decide: completeness, level, the national and the provincial review. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
