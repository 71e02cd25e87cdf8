package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.TestSigner;
import java.math.BigInteger;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestSignerTest {
  private static final byte[] TEXT = {1, 2, 3};

  @Test
  void eachSigner_hasAKeyOfItsOwn_thatSigns() throws Exception {
    Set<BigInteger> keys = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      TestSigner signer = TestSigner.named("CN=Demo");
      RSAPublicKey key = (RSAPublicKey) signer.certificate().getPublicKey();
      assertThat(key.getModulus().bitLength()).isEqualTo(2048);
      assertThat(keys.add(key.getModulus())).isTrue();
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(signer.privateKey());
      signature.update(TEXT);
      byte[] signed = signature.sign();
      signature.initVerify(key);
      signature.update(TEXT);
      assertThat(signature.verify(signed)).isTrue();
    }
  }
}
