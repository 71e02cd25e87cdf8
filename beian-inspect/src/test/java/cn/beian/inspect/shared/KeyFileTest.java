package cn.beian.inspect.shared;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.TestSigner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final int HEAD = 512;
  private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
  private static final char[] PASSWORD = "password".toCharArray();

  private static Optional<String> of(byte[] file) {
    return KeyFile.of(Arrays.copyOf(file, Math.min(file.length, HEAD)), file.length);
  }

  private static KeyPair pair(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static byte[] store(String type, PrivateKey key, Certificate certificate)
      throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, PASSWORD);
    store.setKeyEntry("a", key, PASSWORD, new Certificate[] {certificate});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA 2048", "RSA 4096", "EC 256", "EC 521", "DSA 1024", "Ed25519 255"})
  void keys_ofAnyAlgorithm_areFound(String each) throws Exception {
    String algorithm = each.substring(0, each.indexOf(' '));
    KeyPair pair = pair(algorithm, Integer.parseInt(each.substring(algorithm.length() + 1)));
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    assertThat(of(pkcs8)).contains(KeyFile.PRIVATE_KEY);
    assertThat(of(Arrays.copyOf(pkcs8, pkcs8.length + 1))).isEmpty();
    assertThat(of(pair.getPublic().getEncoded())).isEmpty();
    String pem = "\n-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs8);
    assertThat(of(pem.getBytes(StandardCharsets.US_ASCII))).contains(KeyFile.PRIVATE_KEY);
  }

  @Test
  void keysInsideOfTheEnvelope_areFound() throws Exception {
    byte[] rsa = pair("RSA", 2048).getPrivate().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(rsa, 26, rsa.length); // RFC 5208: behind a fixed head
    assertThat(of(pkcs1)).contains(KeyFile.PRIVATE_KEY);
    byte[] ec = pair("EC", 256).getPrivate().getEncoded();
    byte[] sec1 = Arrays.copyOfRange(ec, 28, ec.length);
    assertThat(of(sec1)).contains(KeyFile.PRIVATE_KEY);
  }

  @Test
  void keysUnderAPassword_andStores_areFound() throws Exception {
    PrivateKey key = pair("RSA", 2048).getPrivate();
    String algorithm = "PBEWithSHA1AndDESede";
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD)));
    byte[] sealed =
        new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded()))
            .getEncoded();
    assertThat(of(sealed)).contains(KeyFile.PRIVATE_KEY);
    Certificate certificate = TestSigner.named("CN=Demo").certificate();
    for (String type : new String[] {"PKCS12", "JKS", "JCEKS"}) {
      assertThat(of(store(type, key, certificate))).as(type).contains(KeyFile.KEY_STORE);
    }
    assertThat(of(certificate.getEncoded())).isEmpty();
  }

  @Test
  void textsOfKeys_areFound_othersNot() {
    for (String kind : new String[] {"", "RSA ", "EC ", "DSA ", "OPENSSH ", "ENCRYPTED "}) {
      String text = "Bag Attributes\n-----BEGIN " + kind + "PRIVATE KEY-----\n" + BODY;
      assertThat(of(text.getBytes(StandardCharsets.US_ASCII))).contains(KeyFile.PRIVATE_KEY);
    }
    for (String other :
        new String[] {"-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----"}) {
      assertThat(of(other.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A key begins with `-----BEGIN PRIVATE KEY-----` and ends with `-----END PRIVATE KEY-----`.",
        "-----BEGIN RSA PRIVATE KEY-----",
        "var a = s.indexOf(\"-----BEGIN RSA PRIVATE KEY-----\"), b = s.indexOf('-----END');",
        "-----BEGIN PRIVATE KEY-----\n(the key in base64)\n-----END PRIVATE KEY-----",
        "k=\"-----BEGIN RSA PRIVATE KEY-----\\n\"+this.privateKeyInBase64WithoutItsHeader()+\"\\n\""
      })
  void whatOnlySpeaksOfKeys_isNone(String text) {
    assertThat(of(text.getBytes(StandardCharsets.US_ASCII))).isEmpty();
  }

  @Test
  void brokenBytes_areNoKey_andNoError() throws Exception {
    byte[] rsa = pair("RSA", 2048).getPrivate().getEncoded();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(rsa, random.nextInt(80));
      for (int change = random.nextInt(4); change > 0 && bytes.length > 1; change--) {
        bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
      }
      assertThat(KeyFile.of(bytes, rsa.length)).isNotNull();
    }
  }
}
