package cn.beian.server.testing;

import cn.beian.inspect.WorkerFrames;
import cn.beian.inspect.WorkerFrames.Answer;
import cn.beian.inspect.WorkerFrames.Progressed;
import cn.beian.inspect.WorkerFrames.Request;
import cn.beian.server.TestClassPath;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/**
 * Speaks like {@code WorkerMain --serve}, but does what the name of the package says, as if its
 * bytes had taken the process over.
 */
final class HostileWorker {
  private static final PrintStream CHANNEL = System.out;
  private static final String MARK = "hostile ";
  private static final int NICE_AFTER_NAME = 16;

  private HostileWorker() {}

  /** Bounds of such a worker. */
  static TestingSettings settings(Duration wallLimit, int packagesPerWorker) {
    return new TestingSettings(
        DataSize.ofMegabytes(32), wallLimit, 1, packagesPerWorker, TestingSettings.Sandbox.NONE);
  }

  /** How it is started. */
  static WorkerCommand command(TestingSettings settings, boolean lowPriority, WorkerWalls walls) {
    return WorkerCommand.of(
        TestClassPath.entries(), HostileWorker.class.getName(), settings, lowPriority, walls);
  }

  /** Reads requests until the input ends. */
  public static void main(String[] arguments) throws Exception {
    DataInputStream in = new DataInputStream(System.in);
    while (true) {
      Request request = WorkerFrames.readRequest(in);
      Path out = Path.of(request.arguments().get(1));
      String file = request.arguments().get(request.arguments().size() - 1);
      String[] wanted = wanted(Path.of(file)).split(" ", -1);
      if (wanted[0].equals("tells")) {
        tell(Path.of(file), wanted, out);
        done(request.number(), 0, "");
        CHANNEL.flush();
      } else {
        act(request.number(), wanted[0], out);
      }
    }
  }

  /** Bytes of a package that does that also where its name is its digest. */
  static byte[] content(String act) {
    return (MARK + act).getBytes(StandardCharsets.UTF_8);
  }

  private static String wanted(Path file) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    return content.startsWith(MARK)
        ? content.substring(MARK.length())
        : file.getFileName().toString();
  }

  private static void act(long number, String name, Path out)
      throws IOException, InterruptedException {
    switch (name) {
      case "hangs" -> new CountDownLatch(1).await();
      case "crashes" -> Runtime.getRuntime().halt(134);
      case "devours" -> devour();
      case "chatters" -> {
        System.err.println("\u001b[31m" + "x".repeat(5_000_000));
        System.err.println("done 3\n".repeat(1000));
        done(number, 3, "no archive");
      }
      case "speaks" -> {
        CHANNEL.println("done 3");
        done(number, 0, "");
      }
      case "counts-wrong" -> progress(number, 2, 1);
      case "another-number" -> done(number + 1, 0, "");
      case "endless-frame" -> CHANNEL.write(new byte[] {127, 0, 0, 0}, 0, 4);
      case "no-text" -> CHANNEL.write(frame(number, 3, 3, 0xff), 0, 15);
      case "unknown-kind" -> CHANNEL.write(frame(number, 9, 0, 'a'), 0, 15);
      case "says-more-later" -> {
        good(number, out);
        done(number, 3, "and again");
      }
      case "breaks-the-next" -> {
        good(number, out);
        WorkerFrames.readRequest(new DataInputStream(System.in));
        done(0, 3, "for whoever comes next");
      }
      default -> good(number, out);
    }
    CHANNEL.flush();
  }

  /** Writes what it can see: a line each, name and value parted by a tab. */
  private static void tell(Path file, String[] wanted, Path out) throws IOException {
    StringBuilder told = new StringBuilder();
    told.append("environment\t").append(String.join(",", System.getenv().keySet())).append('\n');
    Path stat = Path.of("/proc/self/stat");
    if (Files.isReadable(stat)) {
      String afterName = Files.readString(stat).replaceFirst("^.*\\) ", "");
      told.append("nice\t").append(afterName.split(" ", -1)[NICE_AFTER_NAME]).append('\n');
    }
    if (wanted.length > 1) {
      told.append("secret\t").append(yes(() -> Files.readString(Path.of(wanted[1]))));
      told.append("network\t")
          .append(
              yes(() -> new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(wanted[2]))));
      told.append("package writable\t").append(yes(() -> Files.writeString(file, "other")));
    }
    Files.writeString(out, told);
  }

  private static String yes(Callable<?> tried) {
    try {
      tried.call();
      return "yes\n";
    } catch (Exception e) {
      return "no\n";
    }
  }

  /** What was told. */
  static Map<String, String> told(Path facts) throws IOException {
    return Files.readAllLines(facts).stream()
        .map(line -> line.split("\t", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static void good(long number, Path out) throws IOException {
    Files.writeString(out, Long.toString(ProcessHandle.current().pid()));
    progress(number, 1, 2);
    done(number, 0, "");
  }

  private static void progress(long number, int done, int total) throws IOException {
    WorkerFrames.write(CHANNEL, new Progressed(number, done, total));
  }

  private static void done(long number, int code, String detail) throws IOException {
    WorkerFrames.write(CHANNEL, new Answer(number, code, detail));
  }

  private static byte[] frame(long number, int kind, int first, int second) {
    return ByteBuffer.allocate(15)
        .putInt(11)
        .putLong(number)
        .put((byte) kind)
        .put((byte) first)
        .put((byte) second)
        .array();
  }

  private static void devour() {
    Object kept = "";
    while (true) {
      kept = new Object[] {kept, new byte[1 << 20]};
    }
  }
}
