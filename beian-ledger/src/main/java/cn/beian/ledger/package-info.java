/**
 * An append-only Merkle log over opaque bytes (RFC 6962, C2SP), with the JDK alone.
 *
 * <pre>{@code
 * Ledger ledger = new Ledger(storage);                 // storage: LedgerStorage of the application
 * long index = ledger.append(entry);                   // last thing in the caller's transaction
 * ledger.publish(List.of(signer), outside, now);       // a job of its own, one node at a time
 * String file = ledger.prove(index).orElseThrow().format();      // *.tlog-proof
 *
 * TlogProof.parse(file).verify(entry, Ed25519.verifier(vkey));   // anybody, offline
 * CheckpointUpdate.parse(text).verify(Hasher.sha256(), older, known);  // nothing was rewritten
 * }</pre>
 *
 * <p>{@code verify} throws {@link cn.beian.ledger.tree.ProofException} with a code and a message.
 * To put a ledger into a database implement {@link cn.beian.ledger.storage.LedgerStorage} and
 * inherit {@code LedgerStorageContract} of the test-jar. Formats and threats:
 * docs/design/ledger.md.
 */
@NullMarked
package cn.beian.ledger;

import org.jspecify.annotations.NullMarked;
