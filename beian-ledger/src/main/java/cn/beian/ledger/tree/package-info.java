/** The Merkle tree of RFC 6962: hashes, subtrees, tiles, heads, and proofs of what is in it. */
@NullMarked
package cn.beian.ledger.tree;

import org.jspecify.annotations.NullMarked;
