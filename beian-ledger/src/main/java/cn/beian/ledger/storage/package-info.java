/** Storage for a ledger's entries, hashes and checkpoints, and for the published head. */
@NullMarked
package cn.beian.ledger.storage;

import org.jspecify.annotations.NullMarked;
