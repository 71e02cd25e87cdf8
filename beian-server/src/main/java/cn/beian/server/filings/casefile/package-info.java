/** A case as it stands: its file, its letters, who may act, what hinders its acceptance. */
@NamedInterface
@NullMarked
package cn.beian.server.filings.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
