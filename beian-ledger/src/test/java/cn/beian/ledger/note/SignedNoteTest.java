package cn.beian.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class SignedNoteTest {
  /** The example of c2sp.org/signed-note. */
  private static final String VKEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String SIGNATURE =
      "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  private static final String NOTE = "This is an example message.\n\n" + SIGNATURE;

  @Test
  void example_of_the_specification_verifies() throws ProofException {
    Verifier key = Ed25519.verifier(VKEY);
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(note.verify(List.of(key))).containsExactly(key);
    assertThat(note.format()).isEqualTo(NOTE);
    assertThat(key.vkey()).isEqualTo(VKEY);
  }

  @Test
  void changed_text_fails() throws ProofException {
    assertCode(
        Code.BAD_SIGNATURE,
        () -> SignedNote.parse(NOTE.replace("an", "no")).verify(List.of(Ed25519.verifier(VKEY))));
  }

  @Test
  void unknown_keys_are_ignored_even_with_the_same_name_or_id() throws ProofException {
    Signer other = newSigner("example.com/foo");
    SignedNote foreign = SignedNote.sign("This is an example message.\n", List.of(other));
    String renamed = SIGNATURE.replace("/foo", "/bar");
    String both = foreign.format() + renamed + SIGNATURE;
    SignedNote note = SignedNote.parse(both);
    assertThat(note.signatures()).hasSize(3);
    assertThat(note.verify(List.of(Ed25519.verifier(VKEY)))).hasSize(1);
    assertCode(Code.NO_KNOWN_SIGNATURE, () -> foreign.verify(List.of(Ed25519.verifier(VKEY))));
  }

  @Test
  void known_key_that_fails_spoils_the_note_beside_one_that_holds() throws ProofException {
    Signer other = newSigner("example.com/other");
    String note = SignedNote.sign("another text\n", List.of(other)).format();
    String wrong = note.substring(note.indexOf('\u2014'));
    List<Verifier> known = List.of(Ed25519.verifier(VKEY), other.verifier());
    assertCode(Code.BAD_SIGNATURE, () -> SignedNote.parse(NOTE + wrong).verify(known));
  }

  @Test
  void sixteen_signatures_and_more_are_accepted_up_to_the_limit() throws ProofException {
    assertThat(SignedNote.parse("t\n\n" + SIGNATURE.repeat(100)).signatures()).hasSize(100);
    assertCode(Code.MALFORMED_NOTE, () -> SignedNote.parse("t\n\n" + SIGNATURE.repeat(101)));
  }

  @Test
  void text_with_blank_lines_splits_at_the_last() throws ProofException {
    assertThat(SignedNote.parse("a\n\nb\n\n" + SIGNATURE).text()).isEqualTo("a\n\nb\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name AAAA\n",
        "text\n\n\u2014 na+me AAAAAAA=\n",
        "text\n\n\u2014 na\u3000me AAAAAAA=\n",
        "text\n\n\u2014  AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA\n",
        "text\n\n\u2014 name AAAAAAB=\n",
        "text\n\n\u2014 name AAAAAAA= more\n",
        "text\n\n\u2014 name AAAAAAA=",
        "te\rxt\n\n\u2014 name AAAAAAA=\n",
        "te\ud800xt\n\n\u2014 name AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA=\n\n",
      })
  void malformed_note_is_refused(String note) {
    assertCode(Code.MALFORMED_NOTE, () -> SignedNote.parse(note));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "example.com/foo+530d903a+%%%%",
        "example.com/foo+zzzzzzzz+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        " +530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      })
  void malformed_key_is_refused(String vkey) {
    assertCode(Code.MALFORMED, () -> Ed25519.verifier(vkey));
    assertCode(Code.MALFORMED, () -> Ed25519.signer(vkey));
    assertCode(Code.MALFORMED, () -> Ed25519.signer("PRIVATE+KEY+" + vkey));
  }

  @Test
  void private_key_of_rfc_8032_gives_its_public_key_and_signature() throws ProofException {
    // RFC 8032 §7.1 TEST 2, written as keys of the name "test"
    byte[] seed =
        Hash.ofHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").toBytes();
    byte[] open =
        Hash.ofHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c").toBytes();
    String id =
        Hasher.sha256()
            .hash("test\n\1".getBytes(java.nio.charset.StandardCharsets.UTF_8), open)
            .hex()
            .substring(0, 8);
    Signer signer = Ed25519.signer("PRIVATE+KEY+test+" + id + "+" + typed(seed));
    assertThat(signer.verifier().vkey()).isEqualTo("test+" + id + "+" + typed(open));
    assertThat(Hash.of(signer.sign(new byte[] {0x72})).hex())
        .isEqualTo(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(signer.toString()).doesNotContain(typed(seed));
  }

  @Test
  void generated_key_signs_what_its_public_half_verifies() throws ProofException {
    for (int i = 0; i < 20; i++) {
      Signer signer = newSigner("example.com/log");
      Verifier verifier = Ed25519.verifier(signer.verifier().vkey());
      SignedNote note = SignedNote.parse(SignedNote.sign("line\n", List.of(signer)).format());
      assertThat(note.verify(List.of(verifier))).containsExactly(verifier);
      assertThat(verifier.verify(new byte[0], new byte[3])).isFalse();
      assertThat(verifier.verify(new byte[0], new byte[64])).isFalse();
    }
  }

  @Test
  void generate_name_with_space_or_plus_is_refused() {
    for (String name : List.of("", "a b", "a+b", "a\nb", "a\u00a0b")) {
      assertThatThrownBy(() -> Ed25519.generate(name, new SecureRandom()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  public static Signer newSigner(String name) throws ProofException {
    return Ed25519.signer(Ed25519.generate(name, new SecureRandom()));
  }

  public static void assertCode(
      Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProofException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private static String typed(byte[] key) {
    byte[] typed = new byte[33];
    typed[0] = 1;
    System.arraycopy(key, 0, typed, 1, 32);
    return java.util.Base64.getEncoder().encodeToString(typed);
  }
}
