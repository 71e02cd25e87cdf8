package cn.beian.inspect.container;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.CertificateFacts;
import cn.beian.inspect.reader.Coverage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * The signature of a quick app, in a block before the central directory of the ZIP, little-endian:
 *
 * <pre>
 * u64 size of all that follows   pairs {u64 length, u32 id, value}   u64 size   "RPK Sig Block 42"
 * id 0x01000101: signers {signer {signed {digests {{u32 algorithm, digest}}, certificates {DER},
 *                attributes}, signatures {{u32 algorithm, signature}}, public key}}; each part in
 *                braces has its length as u32 in front
 * id 0x01000201: digests of the files, not read
 * </pre>
 *
 * <p>The digest is SHA-256 over 0x5A, u32 3 and, of the three sections (entries, central directory,
 * its end with the offset of the block in place of that of the directory), SHA-256 over 0xA5, u32
 * length and section. The only algorithm known is 0x0103, RSA with SHA-256. Read from open sources
 * of the toolkit and seen on packages.
 */
public final class RpkSignature {
  private static final byte[] MAGIC = "RPK Sig Block 42".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE = 0x01000101;
  private static final int RSA_SHA256 = 0x0103;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;

  private final ByteBuffer bytes;
  private final FactSink facts;

  private RpkSignature(ByteBuffer bytes, FactSink facts) {
    this.bytes = bytes;
    this.facts = facts;
  }

  /** Adds what the signature says and whether it holds; where there is none an anomaly. */
  public static void read(ByteSource source, FactSink facts) {
    new RpkSignature(source.all(), facts).read();
  }

  private record Block(int start, int end, int directory, int directoryEnd) {}

  private void read() {
    Optional<Block> block = block();
    if (block.isEmpty()) {
      missing("no block before the directory");
      return;
    }
    try {
      Optional<ByteBuffer> value = value(block.get());
      if (value.isEmpty()) {
        missing("the block holds no signature");
      } else {
        signer(block.get(), part(part(value.get())));
      }
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      broken(String.valueOf(e.getMessage()));
    } catch (java.nio.BufferUnderflowException e) {
      broken("ends early");
    }
  }

  private void missing(String why) {
    facts.anomaly("rpk_signature_missing", Locator.PACKAGE, why);
    Coverage.signature(facts, false, Unread.NOT_SIGNED.text());
  }

  private void broken(String why) {
    facts.anomaly("rpk_signature_unreadable", Locator.PACKAGE, why);
    scheme(false, why);
  }

  private Optional<Block> block() {
    int end = bytes.limit() - END_BYTES;
    while (end >= 0 && bytes.getInt(end) != END) {
      end--;
    }
    long directory = end < 0 ? 0 : Integer.toUnsignedLong(bytes.getInt(end + 16));
    int blockEnd = (int) directory - MAGIC.length - 8;
    if (blockEnd < 8 || directory > end || !magic((int) directory - MAGIC.length)) {
      return Optional.empty();
    }
    long size = bytes.getLong(blockEnd);
    long start = directory - size - 8;
    return start < 0 || size < MAGIC.length + 8
        ? Optional.empty()
        : Optional.of(new Block((int) start, blockEnd, (int) directory, end));
  }

  private boolean magic(int at) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes.get(at + i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  private Optional<ByteBuffer> value(Block block) {
    long at = block.start + 8L;
    while (at + 12 <= block.end) {
      long length = bytes.getLong((int) at);
      if (length < 4 || length > block.end - at - 8) {
        throw new IllegalArgumentException("a pair of " + length + " bytes at " + at);
      }
      if (bytes.getInt((int) at + 8) == SIGNATURE) {
        return Optional.of(slice(bytes, (int) at + 12, (int) length - 4));
      }
      at += 8 + length;
    }
    return Optional.empty();
  }

  private static ByteBuffer slice(ByteBuffer of, int from, int length) {
    return of.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The next part, whose length stands before it. */
  private static ByteBuffer part(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a part of " + length + " bytes");
    }
    ByteBuffer part = slice(in, in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static byte[] rest(ByteBuffer of) {
    byte[] rest = new byte[of.remaining()];
    of.get(rest);
    return rest;
  }

  private void signer(Block block, ByteBuffer signer) throws GeneralSecurityException {
    ByteBuffer signed = part(signer);
    byte[] whole = rest(signed.duplicate());
    ByteBuffer digest = part(part(signed));
    int digestAlgorithm = digest.getInt();
    byte[] stated = rest(part(digest));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(rest(part(part(signed)))));
    CertificateFacts.add(facts, certificate, "signer", new HashSet<>());
    ByteBuffer signature = part(part(signer));
    int algorithm = signature.getInt();
    if (algorithm != RSA_SHA256 || digestAlgorithm != RSA_SHA256) {
      scheme(false, "algorithm 0x" + Integer.toHexString(algorithm) + " is not known");
      return;
    }
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(whole);
    if (!verifier.verify(rest(part(signature)))) {
      scheme(false, Unread.NOT_FITTING.text());
    } else if (!Arrays.equals(stated, digest(block))) {
      scheme(false, Unread.CHANGED.text());
    } else {
      scheme(true, "");
    }
  }

  private byte[] digest(Block block) throws GeneralSecurityException {
    ByteBuffer end = ByteBuffer.allocate(bytes.limit() - block.directoryEnd);
    end.order(ByteOrder.LITTLE_ENDIAN).put(slice(bytes, block.directoryEnd, end.capacity()));
    end.putInt(16, block.start).flip();
    MessageDigest top = MessageDigest.getInstance("SHA-256");
    top.update((byte) 0x5A);
    top.update(littleEndian(3));
    top.update(section(slice(bytes, 0, block.start)));
    top.update(section(slice(bytes, block.directory, block.directoryEnd - block.directory)));
    top.update(section(end));
    return top.digest();
  }

  private static byte[] section(ByteBuffer section) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) 0xA5);
    digest.update(littleEndian(section.remaining()));
    digest.update(section);
    return digest.digest();
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private void scheme(boolean verified, String detail) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, "rpk");
    values.put(Field.VERIFIED, verified);
    if (!detail.isEmpty()) {
      values.put(Field.DETAIL, detail);
    }
    facts.add(FactKind.SIGNATURE_SCHEME, Locator.PACKAGE, values);
    Coverage.signature(facts, verified, detail);
  }
}
