package cn.beian.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * RSA keys of 2048 bits that protect nothing. Each is the product of another pair of known primes,
 * as the search for primes takes most of a second without the optimising compiler; once all pairs
 * are used, keys are generated.
 */
final class RsaKeys {
  static final int BITS = 2048;
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  /** Of 1024 bits, the two highest set; the exponent is coprime to each less one. */
  private static final List<BigInteger> PRIMES = primes();

  private static final int PAIRS = PRIMES.size() * (PRIMES.size() - 1) / 2;
  private static final AtomicInteger USED = new AtomicInteger();

  private RsaKeys() {}

  /** A key that this JVM has not had yet. */
  static KeyPair next() throws GeneralSecurityException {
    int number = USED.getAndIncrement();
    if (number >= 0 && number < PAIRS) {
      return pair(number);
    }
    USED.set(PAIRS);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    return generator.generateKeyPair();
  }

  /** The key of a number below {@link #PAIRS}: of the second prime and one before it. */
  private static KeyPair pair(int number) throws GeneralSecurityException {
    int second = 1;
    int first = number;
    while (first >= second) {
      first -= second;
      second++;
    }
    BigInteger p = PRIMES.get(first);
    BigInteger q = PRIMES.get(second);
    BigInteger lessP = p.subtract(BigInteger.ONE);
    BigInteger lessQ = q.subtract(BigInteger.ONE);
    BigInteger modulus = p.multiply(q);
    BigInteger secret = EXPONENT.modInverse(lessP.multiply(lessQ));
    KeyFactory factory = KeyFactory.getInstance("RSA");
    return new KeyPair(
        factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
        factory.generatePrivate(
            new RSAPrivateCrtKeySpec(
                modulus,
                EXPONENT,
                secret,
                p,
                q,
                secret.mod(lessP),
                secret.mod(lessQ),
                q.modInverse(p))));
  }

  private static List<BigInteger> primes() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RsaKeys.class.getResourceAsStream("primes.txt")),
                StandardCharsets.US_ASCII))) {
      return lines.lines().map(line -> new BigInteger(line, Character.MAX_RADIX)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
