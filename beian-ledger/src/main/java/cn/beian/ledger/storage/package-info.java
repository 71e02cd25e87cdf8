/** Where a ledger keeps its entries, hashes and checkpoints, and the head that was published. */
@NullMarked
package cn.beian.ledger.storage;

import org.jspecify.annotations.NullMarked;
