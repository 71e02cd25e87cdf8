/** Revocations from proposal to decision. */
@NullMarked
package cn.beian.server.revocations;

import org.jspecify.annotations.NullMarked;
