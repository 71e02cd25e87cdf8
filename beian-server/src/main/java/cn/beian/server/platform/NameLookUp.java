package cn.beian.server.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up in threads of its own, since a look-up cannot be ended and whoever owns a name
 * decides how long it takes. Of those that hang there is a limit; beyond it none is begun.
 */
public final class NameLookUp {
  private static final int AT_ONCE = 32;

  private final Names names;
  private final Duration limit;
  private final ThreadPoolExecutor threads;

  /**
   * Looks up by these.
   *
   * @param limit how long one look-up may take
   */
  public NameLookUp(Names names, Duration limit) {
    this.names = names;
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            0,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "look-up");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whoever knows the addresses of a name. */
  @FunctionalInterface
  public interface Names {
    /** The addresses of a name. */
    InetAddress[] find(String host) throws UnknownHostException;
  }

  /**
   * The addresses of a name, at least one.
   *
   * @throws UnknownHostException when it has none, or none was found in time
   */
  public InetAddress[] find(String host) throws UnknownHostException {
    try {
      Future<InetAddress[]> found = threads.submit(() -> names.find(host));
      return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      throw new UnknownHostException(host + " was not found in time");
    } catch (ExecutionException e) {
      throw new UnknownHostException(host + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host + " was not looked up to the end");
    }
  }
}
