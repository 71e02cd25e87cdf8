/** Changes of filed apps: what a new version calls for, and how a change begins. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
