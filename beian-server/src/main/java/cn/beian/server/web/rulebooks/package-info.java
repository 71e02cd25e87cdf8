/** Pages of the rulebook: versions, drafts, previews, and what a new version leaves to do. */
@NullMarked
package cn.beian.server.web.rulebooks;

import org.jspecify.annotations.NullMarked;
