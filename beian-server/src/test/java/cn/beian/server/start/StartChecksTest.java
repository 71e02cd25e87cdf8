package cn.beian.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.BeianServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {
  @TempDir private Path folder;

  @Test
  void occupiedPort_isRefusedBeforeAnythingIsCreated() throws IOException {
    Path data = folder.resolve("new");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());
      assertThatThrownBy(
              () ->
                  BeianServer.start(
                      "--port", port, "--data", data.toString(), "--server.address=127.0.0.1"))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("Port " + port + " cannot be opened");
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void valuesThatAreNoPortOrAddress_areRefusedInASentence() {
    for (String port : new String[] {"abc", "-1", "65536", "99999999999"}) {
      assertThatThrownBy(() -> BeianServer.start("--port=" + port, "--data", folder.toString()))
          .isInstanceOf(StartRefusedException.class)
          .hasMessage("'" + port + "' cannot be used as a port.");
    }
    assertThatThrownBy(
            () ->
                BeianServer.start(
                    "--port", "1", "--data", folder.toString(), "--server.address=no.such.invalid"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("no.such.invalid");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderInUse_isRefusedBeforeTheServerIsLoaded() throws IOException {
    Path home = Files.createDirectories(folder.resolve("postgres"));
    try (FileChannel lock =
        FileChannel.open(
            home.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(lock.lock().isValid()).isTrue();
      assertThatThrownBy(() -> BeianServer.start("--port", "0", "--data", folder.toString()))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("runs the database in " + home);
    }
  }
}
