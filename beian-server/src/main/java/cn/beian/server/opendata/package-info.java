/**
 * The public register as data: a feed of changes by the index of the ledger, and nightly snapshots
 * at a published head.
 */
@NullMarked
package cn.beian.server.opendata;

import org.jspecify.annotations.NullMarked;
