/** The rulebooks of the registry: drafts, and the numbered, signed versions that decide. */
@NullMarked
package cn.beian.server.rulebooks;

import org.jspecify.annotations.NullMarked;
