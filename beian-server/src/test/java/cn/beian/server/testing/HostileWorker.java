package cn.beian.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Speaks like {@code WorkerMain --serve}, but does what the name of the package says, as if its
 * bytes had taken the process over.
 */
final class HostileWorker {
  private HostileWorker() {}

  /** Reads requests until the input ends. */
  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] request = line.split(" ", -1);
      Path out = Path.of(URLDecoder.decode(request[1], StandardCharsets.UTF_8));
      String file = URLDecoder.decode(request[request.length - 1], StandardCharsets.UTF_8);
      act(Path.of(file).getFileName().toString(), out);
    }
  }

  private static void act(String name, Path out) throws IOException, InterruptedException {
    switch (name) {
      case "hangs" -> new CountDownLatch(1).await();
      case "crashes" -> Runtime.getRuntime().halt(134);
      case "devours" -> devour();
      case "chatters" -> {
        System.out.println("x".repeat(5_000_000));
        System.out.println("done 3");
      }
      default -> {
        Files.writeString(out, Long.toString(ProcessHandle.current().pid()));
        System.out.println("progress 1/2 entries");
        System.out.println("done 0");
      }
    }
  }

  private static void devour() {
    Object kept = "";
    while (true) {
      kept = new Object[] {kept, new byte[1 << 20]};
    }
  }
}
