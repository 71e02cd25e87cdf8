package cn.beian.server.endings;

import cn.beian.server.endings.Reach.Outcome;
import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.PublicAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Whether anything accepts connections at a host, at the very address that was looked up. Nothing
 * is sent and nothing read. Few are asked at a time, and all of one look end when its time is over.
 */
final class ServiceProbe {
  /** Most hosts of one look. */
  static final int MOST = 20;

  private static final int AT_ONCE = 4;
  private static final int TIMES = 4;
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  private final NameLookUp names;
  private final List<Integer> ports;
  private final boolean internal;
  private final Duration timeout;
  private final ThreadPoolExecutor threads;

  /**
   * A probe.
   *
   * @param internal whether addresses of the operator's own network may be called
   */
  ServiceProbe(NameLookUp names, List<Integer> ports, boolean internal, Duration timeout) {
    this.names = names;
    this.ports = List.copyOf(ports);
    this.internal = internal;
    this.timeout = timeout;
    this.threads =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(2 * MOST),
            task -> {
              Thread thread = new Thread(task, "service-probe");
              thread.setDaemon(true);
              return thread;
            });
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Whether a declared domain is a name that could be looked up; addresses are none. */
  static boolean isHost(String declared) {
    return HOST.matcher(declared.toLowerCase(Locale.ROOT)).matches();
  }

  /** What is seen of each of these hosts, in their order. */
  Map<String, Outcome> ask(List<String> hosts) {
    long end = System.nanoTime() + timeout.multipliedBy(TIMES).toNanos();
    Map<String, Future<Outcome>> asked = new LinkedHashMap<>();
    Map<String, Outcome> seen = new LinkedHashMap<>();
    for (String host : hosts) {
      seen.put(host, Outcome.NOT_ASKED);
      if (asked.size() < MOST && isHost(host)) {
        try {
          asked.put(host, threads.submit(() -> ask(host)));
        } catch (RejectedExecutionException busy) {
          break;
        }
      }
    }
    asked.forEach((host, answer) -> seen.put(host, within(end, answer)));
    return seen;
  }

  private static Outcome within(long end, Future<Outcome> answer) {
    try {
      return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      return Outcome.NOT_ASKED;
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return Outcome.NOT_ASKED;
    }
  }

  private Outcome ask(String host) {
    InetAddress[] found;
    try {
      found = names.find(host);
    } catch (UnknownHostException e) {
      return Outcome.NO_ADDRESS;
    }
    for (InetAddress one : found) { // a name of which any address may not be called is not called
      if (!internal && !PublicAddresses.isPublic(one)) {
        return Outcome.NOT_ASKED;
      }
    }
    return ports.stream().anyMatch(port -> accepts(found[0], port))
        ? Outcome.ANSWERS
        : Outcome.SILENT;
  }

  private boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
