/** What every part of the server needs: settings, clock, ids, digests, refusals, rate limits. */
@NullMarked
package cn.beian.server.platform;

import org.jspecify.annotations.NullMarked;
