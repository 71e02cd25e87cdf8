package cn.beian.inspect;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** Answers one request after the other, as {@link WorkerFrames} ask. */
public final class WorkerLoop {
  /** Exit code when something is thrown that nothing that is read should cause. */
  static final int BROKEN = 70;

  private WorkerLoop() {}

  /** What is done for a request. */
  public interface Run {
    /** One run, with the arguments of the request. */
    Outcome run(List<String> arguments, Progress progress) throws IOException;
  }

  /**
   * What a run came to.
   *
   * @param code exit code
   * @param detail why there is no result, in one line without control characters; else empty
   */
  public record Outcome(int code, String detail) {}

  /**
   * Serves until standard input ends; then the process ends.
   *
   * @param channel where frames go, and nothing else
   * @param err where everything else goes
   */
  public static void serve(OutputStream channel, PrintStream err, Run run) {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    SynchronousQueue<WorkerFrames.Request> requests = new SynchronousQueue<>();
    Thread worker = new Thread(() -> answer(requests, channel, err, run), "worker");
    worker.setDaemon(true);
    worker.start();
    try {
      while (true) {
        requests.put(WorkerFrames.readRequest(in));
      }
    } catch (IOException | InterruptedException e) {
      // the server is gone, or what it says is not to be understood
    }
    Runtime.getRuntime().halt(0);
  }

  private static void answer(
      SynchronousQueue<WorkerFrames.Request> requests,
      OutputStream channel,
      PrintStream err,
      Run run) {
    try {
      while (true) {
        WorkerFrames.Request request = requests.take();
        Outcome outcome =
            run.run(
                request.arguments(),
                (done, total, entryClass) -> report(channel, request.number(), done, total));
        WorkerFrames.write(
            channel, new WorkerFrames.Answer(request.number(), outcome.code(), outcome.detail()));
      }
    } catch (Throwable e) { // whatever it is, this process is not to be trusted with more
      e.printStackTrace(err);
      Runtime.getRuntime().halt(e instanceof OutOfMemoryError ? WorkerMain.OUT_OF_MEMORY : BROKEN);
    }
  }

  private static synchronized void report(OutputStream channel, long number, int done, int total) {
    try {
      WorkerFrames.write(channel, new WorkerFrames.Progressed(number, done, total));
    } catch (IOException e) {
      throw new UncheckedIOException("the server is gone", e);
    }
  }
}
