package cn.beian.inspect.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ElfBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
  @Test
  void hardenedLibrary_saysAllOfIt() throws Exception {
    byte[] hard =
        new ElfBytes()
            .relro()
            .bindNow()
            .imports("__stack_chk_fail")
            .imports("__memcpy_chk")
            .toBytes();
    assertThat(NativeLibrary.hardening(hard, Limits.standard()))
        .containsExactly("canary", "fortify", "full-relro", "nx", "pie", "relro", "stripped");
  }

  @Test
  void bareLibrary_saysOnlyWhatHolds() throws Exception {
    byte[] bare = new ElfBytes().executableStack().symbols().imports("memcpy").toBytes();
    assertThat(NativeLibrary.hardening(bare, Limits.standard())).containsExactly("pie");
  }

  @Test
  void canaryAlone_isNoFortify() throws Exception {
    byte[] canary = new ElfBytes().symbols().imports("__stack_chk_fail").toBytes();
    assertThat(NativeLibrary.hardening(canary, Limits.standard()))
        .containsExactly("canary", "nx", "pie");
  }

  @Test
  void cutAnywhere_isBrokenOrRead() {
    byte[] whole = new ElfBytes().relro().bindNow().imports("__stack_chk_fail").toBytes();
    int broken = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        assertThat(NativeLibrary.hardening(cut, Limits.standard())).isSorted();
      } catch (BrokenDataException e) {
        broken++;
      }
    }
    assertThat(broken).as("at least where the header is cut").isGreaterThan(64);
    assertThatThrownBy(() -> NativeLibrary.hardening(new byte[100], Limits.standard()))
        .isInstanceOf(BrokenDataException.class);
  }
}
